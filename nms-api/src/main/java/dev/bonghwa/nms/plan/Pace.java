package dev.bonghwa.nms.plan;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How fast a fleet may be counted on to be, and what that makes of work.
 *
 * @param perSecond requests, of the nodes of which something is known; 0 when nothing is
 * @param limit what most of the rate is limited by, null when there is none
 */
public record Pace(double perSecond, @Nullable Limit limit) {

  /** What decides how long work takes. */
  public enum Limit {
    /** What the addresses that requests leave from may send. */
    EGRESS,
    /** What the nodes were seen reaching. */
    NODES,
    /** The work that waits already. */
    BACKLOG
  }

  static Pace of(Collection<Speed> speeds) {
    double all = sum(speeds.stream().filter(Speed::isKnown).toList());
    double byEgress = sum(speeds.stream().filter(Speed::isLimitedByEgress).toList());
    Limit mostly = byEgress >= all / 2 ? Limit.EGRESS : Limit.NODES;
    return new Pace(all, all == 0 ? null : mostly);
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return perSecond > 0;
  }

  /** Until so much is done, after what waits already; empty when nothing is known. */
  public OptionalLong seconds(long waiting, long targets) {
    return isKnown()
        ? OptionalLong.of(targets == 0 ? 0 : (long) Math.ceil((waiting + targets) / perSecond))
        : OptionalLong.empty();
  }

  /** What those seconds are due to; null when nothing is known, or nothing is to be done. */
  public @Nullable Limit limitOf(long waiting, long targets) {
    if (limit == null || targets == 0) {
      return null;
    }
    return waiting > targets ? Limit.BACKLOG : limit;
  }

  /** How many of the targets will not be done in time; 0 when nothing is known. */
  public long late(long waiting, long targets, Duration within) {
    double inTime = Math.max(0, perSecond * within.toMillis() / 1000.0 - waiting);
    return isKnown() ? Math.round(Math.max(0, targets - inTime)) : 0;
  }

  private static double sum(Collection<Speed> speeds) {
    return speeds.stream().mapToDouble(Speed::perSecond).sum();
  }
}
