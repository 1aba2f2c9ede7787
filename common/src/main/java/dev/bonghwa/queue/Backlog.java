package dev.bonghwa.queue;

import dev.bonghwa.job.Job;
import dev.bonghwa.redis.Redis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How much the fleet still has to do, and how full Redis is. */
public final class Backlog {

  private final Redis redis;
  private final JobReader reader;

  public Backlog(Redis redis) {
    this.redis = redis;
    this.reader = new JobReader(redis);
  }

  /** Reads every job that has not ended, so it costs as many reads. */
  public CompletionStage<Size> read() {
    CompletionStage<List<Optional<Job>>> jobs =
        redis
            .commands()
            .zrange(redis.keys().jobs(), 0, -1)
            .thenCompose(ids -> Windowed.each(JobIds.read(ids), reader::read));
    return jobs.thenCombine(redis.commands().info("memory"), Backlog::size);
  }

  private static Size size(List<Optional<Job>> read, String memory) {
    List<Job> jobs =
        read.stream().flatMap(Optional::stream).filter(j -> j.finished() == null).toList();
    long open = jobs.stream().mapToLong(Backlog::open).sum();
    Instant oldest = jobs.stream().map(Job::created).min(Instant::compareTo).orElse(null);
    return new Size(
        jobs.size(), open, field(memory, "used_memory"), field(memory, "maxmemory"), oldest);
  }

  private static long open(Job job) {
    return job.counts().entrySet().stream()
        .filter(count -> !count.getKey().isEnd())
        .mapToLong(count -> count.getValue())
        .sum();
  }

  private static long field(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  /**
   * What was found.
   *
   * @param jobs that have not ended
   * @param targets of theirs that have not
   * @param usedBytes what Redis uses
   * @param maxBytes what it may use, 0 for no limit
   * @param oldest when the oldest of the jobs was taken in, null when there is none
   */
  public record Size(
      long jobs, long targets, long usedBytes, long maxBytes, @Nullable Instant oldest) {}
}
