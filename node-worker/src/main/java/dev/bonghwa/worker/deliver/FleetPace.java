package dev.bonghwa.worker.deliver;

import dev.bonghwa.queue.SettleReply.Left;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast the whole fleet gets on with one job, as settles tell it: near the job's end a slow node
 * leaves to the others what they will have sent before it could.
 *
 * <p>Whoever stands still makes it slower, so what nobody takes is worth taking soon.
 */
final class FleetPace {

  private static final long SPAN = Duration.ofSeconds(2).toNanos();
  private static final long LEAST = Duration.ofSeconds(1).toNanos();
  private static final long APART = Duration.ofMillis(100).toNanos();

  /** So much later than all others is not late. */
  private static final double SLACK_SECONDS = 0.25;

  /**
   * A batch that the others hold is on average half sent, so one that is new takes twice as long as
   * theirs at the same speed; who needs three times as long is slower.
   */
  private static final double SLOWER = 3;

  private final Deque<Look> looks = new ArrayDeque<>();

  /** Takes what a settle said at these nanoseconds. */
  void saw(Left left, long now) {
    if (looks.isEmpty() || now - looks.getLast().at() >= APART) {
      looks.add(new Look(now, left));
    }
    while (looks.size() > 2 && now - looks.getFirst().at() > SPAN) {
      looks.removeFirst();
    }
  }

  /** Whether all of the job will be over before a node that needs these seconds for more of it. */
  boolean isOverBefore(double seconds, long now) {
    if (looks.isEmpty()
        || now - looks.getFirst().at() < LEAST
        || now - looks.getLast().at() > LEAST) {
      return false;
    }
    Left left = looks.getLast().left();
    double ended = looks.getFirst().left().open() - left.open();
    double perSecond = ended * 1e9 / (now - looks.getFirst().at());
    return seconds * perSecond > left.open() + SLACK_SECONDS * perSecond
        && seconds * perSecond > SLOWER * left.sending();
  }

  private record Look(long at, Left left) {}
}
