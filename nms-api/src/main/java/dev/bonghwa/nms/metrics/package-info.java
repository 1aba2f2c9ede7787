/**
 * What the program counts. {@link dev.bonghwa.nms.metrics.NmsMetrics} is the port that others tell,
 * {@code MicrometerMetrics} the one place that knows names.
 */
@NullMarked
package dev.bonghwa.nms.metrics;

import org.jspecify.annotations.NullMarked;
