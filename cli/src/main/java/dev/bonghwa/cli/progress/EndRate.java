package dev.bonghwa.cli.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How fast a job's targets end, measured over the last seconds of what was seen. For the case that
 * the API does not say it, as at a job's very start.
 */
public final class EndRate {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** For so long nobody's estimate is worth anything: the first send of a job is a single one. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record Sample(long nanos, long ended) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private @Nullable Sample lastAtRest;

  /** Notes that so many targets had ended at that moment of a nano clock. */
  public void seen(long nanos, long ended) {
    Sample now = new Sample(nanos, ended);
    if (lastAtRest == null || ended <= lastAtRest.ended()) {
      lastAtRest = now;
    }
    samples.addLast(now);
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Whether targets were seen to end for long enough to say when the last of them will. */
  public boolean isSettled() {
    return lastAtRest != null
        && samples.getLast().nanos() - lastAtRest.nanos() >= SETTLED_NANOS
        && samples.getLast().ended() > lastAtRest.ended();
  }

  /** Targets per second over the window; 0 before two moments were seen. */
  public double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    long nanos = samples.getLast().nanos() - samples.getFirst().nanos();
    long ended = samples.getLast().ended() - samples.getFirst().ended();
    return nanos <= 0 ? 0 : Math.max(0, ended * 1e9 / nanos);
  }

  /** Seconds for that many more at this pace; empty while nothing moves. */
  public OptionalLong secondsFor(long targets) {
    double pace = perSecond();
    return pace <= 0 ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil(targets / pace));
  }
}
