package dev.bonghwa.worker.egress;

import dev.bonghwa.worker.channel.Outcome;
import java.time.Duration;
import java.util.BitSet;

/**
 * Guards against condemning everybody: when nine of ten of the last answers say that their endpoint
 * is gone, or refuse us, and neither among them nor within a minute was a success, the fault is
 * elsewhere. It counts answers and not seconds, for a slow node may be deceived too; a minute's
 * silence forgets them.
 */
final class GoneWatch {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int LAST = 200;
  private static final int NEARLY_ALL = LAST * 9 / 10;

  private final BitSet condemning = new BitSet(LAST);
  private int next;
  private int seen;
  private int sinceSuccess;
  private long latest;
  private long success;

  GoneWatch(long now) {
    latest = now;
    success = now - MINUTE;
  }

  void saw(long now, Outcome outcome) {
    if (now - latest >= MINUTE) {
      seen = 0;
    }
    latest = now;
    seen++;
    condemning.set(next, condemns(outcome));
    next = (next + 1) % LAST;
    sinceSuccess++;
    if (outcome instanceof Outcome.Delivered) {
      sinceSuccess = 0;
      success = now;
    }
  }

  boolean isCredible(long now) {
    return seen < LAST
        || sinceSuccess < LAST
        || condemning.cardinality() <= NEARLY_ALL
        || now - success < MINUTE
        || now - latest >= MINUTE;
  }

  private static boolean condemns(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Gone _, Outcome.RetryOnceLater _ -> true;
      case Outcome.EndpointFailed failed -> failed.invalid();
      default -> false;
    };
  }
}
