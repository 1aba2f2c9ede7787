package dev.bonghwa.worker.egress;

import dev.bonghwa.worker.channel.Outcome;
import java.time.Duration;

/**
 * Guards against condemning everybody: when nine of ten answers of a minute say that their endpoint
 * is gone, or refuse us, and none was a success, the fault is elsewhere.
 */
final class GoneWatch {
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final int ENOUGH = 200;
  private static final double NEARLY_ALL = 0.9;

  private final Buckets all;
  private final Buckets gone;
  private final Buckets delivered;

  GoneWatch(long now) {
    all = new Buckets(now, WINDOW);
    gone = new Buckets(now, WINDOW);
    delivered = new Buckets(now, WINDOW);
  }

  void saw(long now, Outcome outcome) {
    all.add(now);
    if (condemns(outcome)) {
      gone.add(now);
    } else if (outcome instanceof Outcome.Delivered) {
      delivered.add(now);
    }
  }

  private static boolean condemns(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Gone _, Outcome.RetryOnceLater _ -> true;
      case Outcome.EndpointFailed failed -> failed.invalid();
      default -> false;
    };
  }

  boolean isCredible(long now) {
    int answers = all.total(now);
    return answers < ENOUGH || delivered.total(now) > 0 || gone.total(now) <= answers * NEARLY_ALL;
  }
}
