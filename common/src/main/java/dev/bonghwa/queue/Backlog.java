package dev.bonghwa.queue;

import dev.bonghwa.job.Job;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.ServerInfo;
import java.time.Duration;
import java.time.Instant;
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
    CompletionStage<Instant> now = redis.time();
    return reader
        .unfinished()
        .thenCombine(redis.commands().info("memory"), Found::new)
        .thenCombine(now, Backlog::size);
  }

  private record Found(List<Job> jobs, String memory) {}

  private static Size size(Found found, Instant now) {
    List<Job> jobs = found.jobs();
    long open = jobs.stream().mapToLong(Job::open).sum();
    return new Size(
        jobs.size(),
        open,
        ServerInfo.number(found.memory(), "used_memory"),
        ServerInfo.number(found.memory(), "maxmemory"),
        oldest(jobs, now));
  }

  private static @Nullable Duration oldest(List<Job> jobs, Instant now) {
    return jobs.stream()
        .map(job -> Duration.between(job.created(), now))
        .max(Duration::compareTo)
        .orElse(null);
  }

  /**
   * What was found.
   *
   * @param jobs that have not ended
   * @param targets of theirs that have not
   * @param usedBytes what Redis uses
   * @param maxBytes what it may use, 0 for no limit
   * @param oldest the age of the oldest of the jobs, null when there is none
   */
  public record Size(
      long jobs, long targets, long usedBytes, long maxBytes, @Nullable Duration oldest) {}
}
