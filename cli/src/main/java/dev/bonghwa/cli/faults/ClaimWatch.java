package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks again and again at the number of the last claim that one worker made of one job. */
final class ClaimWatch implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofMillis(10);

  private final EmbeddedRedis redis;
  private final String job;
  private final String field;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private int latest;
  private int marked;
  private long changedNanos = System.nanoTime();

  private ClaimWatch(EmbeddedRedis redis, String job, String field) {
    this.redis = redis;
    this.job = job;
    this.field = field;
  }

  /** Of a worker that has claimed of the job. */
  static ClaimWatch of(EmbeddedRedis redis, FleetJob job, CaseNode node) {
    String key = "bonghwa:{job:" + job.latest().id() + "}";
    String field =
        redis
            .call("HKEYS", key)
            .lines()
            .filter(name -> name.startsWith("claim:" + node.id()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(node + " has claimed nothing of " + job.key()));
    var watch = new ClaimWatch(redis, key, field);
    watch.looker.scheduleWithFixedDelay(watch::look, 0, OFTEN.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private synchronized void look() {
    int now = Integer.parseInt(redis.call("HGET", job, field).split(" ", 2)[0]);
    if (now != latest) {
      latest = now;
      changedNanos = System.nanoTime();
    }
  }

  /** Claims are counted from this one on. */
  synchronized void mark() {
    look();
    marked = latest;
  }

  /** Since the mark. */
  synchronized int claims() {
    look();
    return latest - marked;
  }

  /** How long after this moment the last one was seen; negative when before. */
  synchronized Duration lastAfter(long nanos) {
    return Duration.ofNanos(changedNanos - nanos);
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
