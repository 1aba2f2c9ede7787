package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.Settlements.delivered;
import static dev.bonghwa.queue.Settlements.positions;

import dev.bonghwa.job.JobId;

/** A batch and the instance that has claimed it. */
record HeldBatch(BatchClaims claims, ClaimedBatch batch) {

  /** The first that it can have of that job. */
  static HeldBatch by(BatchClaims claims, JobId job) {
    return new HeldBatch(claims, QueueFleet.claim(claims, job, 1).batches().getFirst());
  }

  int number() {
    return batch.number();
  }

  SettleReply settle(Settlement settlement) {
    return get(claims.settle(settlement));
  }

  /** Its first settlement: these were delivered. */
  SettleReply deliver(int... positions) {
    return settle(delivered(batch, 1, positions(positions)));
  }
}
