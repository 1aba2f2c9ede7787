package dev.bonghwa.nms.jobs;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How fast jobs move, from what was read of them in the last seconds. A window in the memory of
 * this program: another nms-api may answer another number, and the first read of a job has none.
 */
public final class JobRates {
  private static final long WINDOW_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long LEAST_NANOS = Duration.ofMillis(400).toNanos();
  private static final int MOST_SAMPLES = 64;
  private static final int MOST_JOBS = 1_000;

  private final LongSupplier nanoTime;
  private final Map<JobId, Deque<Sample>> samples = new LinkedHashMap<>(64, 0.75f, true);

  public JobRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Sample(long nanos, long ended) {}

  /**
   * Targets that end per second; of an ended job, the mean of its life. Empty when it cannot be
   * known yet.
   */
  synchronized OptionalDouble of(Job job) {
    if (job.finished() != null) {
      samples.remove(job.id());
      long millis = Math.max(1, Duration.between(job.created(), job.finished()).toMillis());
      return OptionalDouble.of(1000.0 * sent(job) / millis);
    }
    if (job.state() != JobState.RUNNING) {
      samples.remove(job.id());
      return OptionalDouble.of(0);
    }
    return moving(samples.computeIfAbsent(job.id(), id -> new ArrayDeque<>()), ended(job));
  }

  private OptionalDouble moving(Deque<Sample> window, long ended) {
    long now = nanoTime.getAsLong();
    while (!window.isEmpty() && now - window.getFirst().nanos() > WINDOW_NANOS) {
      window.removeFirst();
    }
    if (window.isEmpty() || now - window.getLast().nanos() >= WINDOW_NANOS / MOST_SAMPLES) {
      window.addLast(new Sample(now, ended));
    }
    dropOldest();
    Sample first = window.getFirst();
    return now - first.nanos() < LEAST_NANOS
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, (ended - first.ended()) * 1e9 / (now - first.nanos())));
  }

  private void dropOldest() {
    if (samples.size() > MOST_JOBS) {
      samples.remove(samples.keySet().iterator().next());
    }
  }

  private static long ended(Job job) {
    return TargetState.ENDS.stream().mapToLong(job::count).sum();
  }

  private static long sent(Job job) {
    return ended(job) - job.count(TargetState.CANCELLED) - job.count(TargetState.EXPIRED);
  }
}
