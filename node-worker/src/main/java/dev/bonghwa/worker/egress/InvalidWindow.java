package dev.bonghwa.worker.egress;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers of the last ten minutes that count against our address: 401, 403 and 429. Discord bans an
 * address at 10,000; half of that is the end for us, since others may share the address.
 */
final class InvalidWindow {
  private static final Logger log = LoggerFactory.getLogger(InvalidWindow.class);
  private static final int WARN = 2_500;
  private static final int STOP = 5_000;

  private final Buckets answers;
  private boolean warned;

  InvalidWindow(long now) {
    answers = new Buckets(now, Duration.ofMinutes(10));
  }

  void count(long now) {
    answers.add(now);
    int total = answers.total(now);
    if (total >= WARN && !warned) {
      log.warn("{} answers in 10 minutes counted against us; sending stops at {}", total, STOP);
    }
    warned = total >= WARN;
  }

  boolean isSpent(long now) {
    return answers.total(now) >= STOP;
  }

  int total(long now) {
    return answers.total(now);
  }
}
