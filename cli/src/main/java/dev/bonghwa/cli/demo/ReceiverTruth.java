package dev.bonghwa.cli.demo;

import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.receiver.RequestLog;
import dev.bonghwa.testkit.receiver.Snapshot;

/** The truth of the demo: the receiver's log. */
record ReceiverTruth(RequestLog log, long seed) implements Truth {

  @Override
  public boolean succeeded(int index) {
    return log.answered2xx(webhook(index));
  }

  @Override
  public int requests(int index) {
    return log.requests(webhook(index));
  }

  private long webhook(int index) {
    return Samples.webhook(seed, index).id();
  }

  @Override
  public Sums sums() {
    Snapshot counted = log.snapshot();
    return new Sums(
        counted.requests(),
        counted.answered2xx(),
        counted.duplicate2xx(),
        counted.goneWebhooks(),
        counted.toGone(),
        counted.early(),
        counted.status(429),
        serverErrors(counted),
        counted.cut() + counted.unanswered());
  }

  private static long serverErrors(Snapshot counted) {
    return counted.byStatus().entrySet().stream()
        .filter(answers -> answers.getKey() >= 500)
        .mapToLong(answers -> answers.getValue())
        .sum();
  }
}
