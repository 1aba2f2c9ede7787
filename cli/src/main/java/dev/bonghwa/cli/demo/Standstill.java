package dev.bonghwa.cli.demo;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.CliFault;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that a job does not move any more: a demo that hangs must fail and say so. */
final class Standstill {

  /** Longer than a lease, a grace and the longest Retry-After of the demo together. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private long movedAt;
  private long moved = -1;

  Standstill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Throws a fault when nothing was tried and nothing ended for as long as that. */
  void look(JobView job) {
    long now = nanoTime.getAsLong();
    long count = job.ended() + job.number("attempts");
    if (count != moved) {
      moved = count;
      movedAt = now;
    } else if (now - movedAt > PATIENCE.toNanos()) {
      throw CliFault.fault(
          "the job stands still: nothing ended for " + PATIENCE.toSeconds() + " s",
          "counts: " + job.json().path("counts"));
    }
  }
}
