/**
 * A submitted list becomes a job, steps ① to ④.
 *
 * <p>{@link dev.bonghwa.nms.submit.Submission} is the file to read first: body → {@code intake}
 * (parsed as a stream) → {@code TargetList} (duplicates out) → {@code GoneFilter} → {@code Staging}
 * (planned, cut, staged) → commit → 202. Memory does not grow with the list, but for 16 bytes a
 * target that find duplicates.
 */
@NullMarked
package dev.bonghwa.nms.submit;

import org.jspecify.annotations.NullMarked;
