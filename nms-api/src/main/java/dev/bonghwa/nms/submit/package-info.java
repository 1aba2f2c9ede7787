/**
 * A submitted list becomes a job, steps ① to ④.
 *
 * <p>{@link dev.bonghwa.nms.submit.Submission} is the file to read first: a {@code Source} → {@code
 * TargetList} (duplicates out) → {@code GoneFilter} → {@code Staging} (planned, cut, staged) →
 * {@code Commit} → 202. The source is a body, parsed as a stream by {@code intake}. Memory does not
 * grow with the list, but for 16 bytes a target that find duplicates.
 */
@NullMarked
package dev.bonghwa.nms.submit;

import org.jspecify.annotations.NullMarked;
