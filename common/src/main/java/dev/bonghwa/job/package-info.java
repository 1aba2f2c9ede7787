/**
 * What a job is: its id, its specification, what became of it. Records and closed sets of states
 * only.
 *
 * <p>Everything else in the project speaks in these words. Nothing here knows Redis, HTTP or
 * time-outs.
 */
@NullMarked
package dev.bonghwa.job;

import org.jspecify.annotations.NullMarked;
