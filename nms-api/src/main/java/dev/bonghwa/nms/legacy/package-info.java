/**
 * {@code /api}: what the main servers that exist call today, so that they switch by changing a URL.
 * A thin translation to the packages beside it; nothing is decided here.
 */
@NullMarked
package dev.bonghwa.nms.legacy;

import org.jspecify.annotations.NullMarked;
