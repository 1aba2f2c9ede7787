/**
 * The queue's verbs: stage and commit a job, claim and settle batches, ring tickets, steer a job,
 * and the upkeep that takes jobs on where time has to. One Lua file per transition lies beside
 * these classes; what they do to which key is told in {@code common/README.md}.
 *
 * <p>nms-api calls intake, control, readers and upkeep, a worker calls claims. Nothing here knows
 * HTTP, and nothing keeps state that Redis does not have.
 */
@NullMarked
package dev.bonghwa.queue;

import org.jspecify.annotations.NullMarked;
