package dev.bonghwa.cli.truth;

import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.receiver.RequestLog;
import dev.bonghwa.testkit.receiver.Snapshot;

/**
 * The log of a receiver.
 *
 * @param key of the job; empty: there is one job only
 * @param seed of the job's webhooks
 */
public record ReceiverSight(RequestLog log, String key, long seed, Snapshot counted)
    implements Sight {

  /** As it is now. */
  public static Sight of(RequestLog log, String key, long seed) {
    return new ReceiverSight(log, key, seed, log.snapshot());
  }

  @Override
  public boolean answered2xx(int index) {
    return log.answered2xx(webhook(index), key);
  }

  @Override
  public int requests(int index) {
    return log.requests(webhook(index));
  }

  private long webhook(int index) {
    return Samples.webhook(seed, index).id();
  }

  @Override
  public Snapshot.JobCount countedOfJob() {
    return counted.job(key);
  }
}
