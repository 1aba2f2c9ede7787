/**
 * Jobs over HTTP: a submitted list becomes a job (steps ① to ④), and what became of it can be read,
 * watched, paused and cancelled.
 *
 * <p>{@link dev.bonghwa.nms.jobs.Submission} is the file to read first: body → {@code
 * SubmissionReader} (parsed as a stream) → {@code TargetList} (duplicates out) → {@code GoneFilter}
 * → {@code Staging} (planned, cut, staged) → commit → 202. Memory does not grow with the list, but
 * for 16 bytes a target that find duplicates.
 */
@NullMarked
package dev.bonghwa.nms.jobs;

import org.jspecify.annotations.NullMarked;
