/** The list of egress proxies: stored and shown. No worker uses them yet. */
@NullMarked
package dev.bonghwa.nms.proxies;

import org.jspecify.annotations.NullMarked;
