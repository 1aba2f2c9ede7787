package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressGroup;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers of the last ten minutes that count against the group's address: 401, 403 and 429. Discord
 * bans an address at 10,000; half of that is the end for us, since others may share the address.
 */
final class InvalidAnswers {
  private static final Logger log = LoggerFactory.getLogger(InvalidAnswers.class);
  private static final long WINDOW = Duration.ofMinutes(10).toNanos();
  private static final int STOP = EgressGroup.INVALID_BUDGET;
  private static final int WARN = STOP / 2;

  private int untold;
  private int underway;
  private int group;
  private long heardAt;
  private boolean warned;

  void count() {
    untold++;
    warn();
  }

  boolean isUntold() {
    return untold > 0;
  }

  /** How many there are to tell; they are told now. */
  int told() {
    underway = untold;
    untold = 0;
    return underway;
  }

  void heard(int total, long now) {
    group = total;
    underway = 0;
    heardAt = now;
    warn();
  }

  boolean isSpent(long now) {
    return total(now) >= STOP;
  }

  int total(long now) {
    return (now - heardAt < WINDOW ? group : 0) + underway + untold;
  }

  private void warn() {
    int total = group + underway + untold;
    if (total >= WARN && !warned) {
      log.warn("{} answers in 10 minutes counted against us; sending stops at {}", total, STOP);
    }
    warned = total >= WARN;
  }
}
