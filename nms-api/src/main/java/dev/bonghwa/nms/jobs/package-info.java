/**
 * Jobs over HTTP: what became of a submitted list can be read, watched, paused, cancelled and
 * redriven.
 *
 * <p>Making a job is the business of {@code submit}; here are its route and its answer.
 */
@NullMarked
package dev.bonghwa.nms.jobs;

import org.jspecify.annotations.NullMarked;
