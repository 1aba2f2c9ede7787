package dev.bonghwa.testkit.discord;

import java.time.Duration;

/** From {@code least} (included) to {@code most}, evenly spread. */
public record Range(Duration least, Duration most) {
  static final Range NONE = new Range(Duration.ZERO, Duration.ZERO);

  Duration at(double share) {
    return least.plusNanos((long) (share * most.minus(least).toNanos()));
  }

  Duration millisAt(double share) {
    return Duration.ofMillis(at(share).toMillis());
  }
}
