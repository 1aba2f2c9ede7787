package dev.bonghwa.queue;

import dev.bonghwa.job.Job;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.ServerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
    return reader.unfinished().thenCombine(redis.commands().info("memory"), Backlog::size);
  }

  /** For how long that has been waiting which was made then. */
  public CompletionStage<Duration> age(Instant made) {
    return redis.time().thenApply(now -> Duration.between(made, now));
  }

  private static Size size(List<Job> jobs, String memory) {
    long open = jobs.stream().mapToLong(Job::open).sum();
    return new Size(
        jobs.size(),
        open,
        ServerInfo.number(memory, "used_memory"),
        ServerInfo.number(memory, "maxmemory"),
        jobs.stream().map(Job::created).min(Comparator.naturalOrder()).orElse(null));
  }

  /**
   * What was found.
   *
   * @param jobs that have not ended
   * @param targets of theirs that have not
   * @param usedBytes what Redis uses
   * @param maxBytes what it may use, 0 for no limit
   * @param oldest when the oldest of the jobs was made, null when there is none
   */
  public record Size(
      long jobs, long targets, long usedBytes, long maxBytes, @Nullable Instant oldest) {}
}
