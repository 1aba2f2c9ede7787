/** {@code /v1/stats}: the fleet in one answer. Reads, changes nothing. */
@NullMarked
package dev.bonghwa.nms.stats;

import org.jspecify.annotations.NullMarked;
