package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A job that a case wants done: the first so many webhooks get a message with its key.
 *
 * @param pause what is done before a submit without an answer is tried again
 * @param looks how often it is looked at
 */
record Order(String key, int targets, JobSubmitter.Pause pause, Duration looks) {

  private static final Duration OFTEN = Duration.ofMillis(50);

  static Order of(String key, int targets) {
    return new Order(key, targets, wait -> LockSupport.parkNanos(wait.toNanos()), OFTEN);
  }

  Order beforeRetry(Runnable action) {
    return new Order(key, targets, wait -> action.run(), looks);
  }

  /** One of very many jobs. */
  Order looked(Duration every) {
    return new Order(key, targets, pause, every);
  }

  /** Submits it, again and again under one idempotency key until there is an answer. */
  JobView submit(NmsClient client) {
    MadeUpJob made = MadeUpJob.of(key, targets).seeded(Targets.SEED);
    return new JobSubmitter(client, pause).submit(made.submission(), bytes -> {}).job();
  }
}
