/**
 * The queue's verbs for the handlers, waiting for Redis, and what its failures mean to a caller:
 * the one place where an exception of Lettuce becomes 503.
 *
 * <p>Used by every handler; decides nothing about jobs.
 */
@NullMarked
package dev.bonghwa.nms.store;

import org.jspecify.annotations.NullMarked;
