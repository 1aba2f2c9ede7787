package dev.bonghwa.cli.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How fast a job's targets end, measured over the last seconds of what was seen. For the case that
 * the API does not say it, as at a job's very start.
 */
public final class EndRate {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Sample(long nanos, long ended) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Notes that so many targets had ended at that moment of a nano clock. */
  public void seen(long nanos, long ended) {
    samples.addLast(new Sample(nanos, ended));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
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
