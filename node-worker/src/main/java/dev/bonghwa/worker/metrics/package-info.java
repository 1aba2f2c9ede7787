/**
 * What the worker tells about itself: counters behind a port, and the management server with
 * health, readiness and the Prometheus page.
 *
 * <p>All names of metrics are in one class. Labels are small fixed sets: never an endpoint, a job
 * or a token.
 */
@NullMarked
package dev.bonghwa.worker.metrics;

import org.jspecify.annotations.NullMarked;
