package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.redis.RedisFailure;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does upkeep while no nms-api that knows all jobs does, so that jobs that were accepted go on to
 * their end without one.
 *
 * <p>All workers may step in at once; each job is visited by one of them. One that has stepped in
 * makes a pass with every heartbeat for a minute, for a pass after a gap reclaims nothing; then it
 * looks whether it is still needed.
 */
public final class SpareUpkeep {

  static final Duration MISSED = Duration.ofSeconds(10);
  static final Duration TURN = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(SpareUpkeep.class);

  private final LongSupplier nanoTime;
  private final Supplier<CompletionStage<JobUpkeep.Pass>> pass;
  private final AtomicBoolean passing = new AtomicBoolean();
  private long turnEnds;

  /** Steps in with such passes; the clock is monotonic, in nanoseconds. */
  public SpareUpkeep(LongSupplier nanoTime, Supplier<CompletionStage<JobUpkeep.Pass>> pass) {
    this.nanoTime = nanoTime;
    this.pass = pass;
    this.turnEnds = nanoTime.getAsLong();
  }

  /** Takes, with every heartbeat, how long ago the last pass of anybody was. */
  public void heed(Duration sinceUpkeep) {
    long now = nanoTime.getAsLong();
    if (turnEnds - now <= 0 && sinceUpkeep.compareTo(MISSED) > 0) {
      turnEnds = now + TURN.toNanos();
      log.warn(
          "no nms-api that knows all jobs has done upkeep for {} s: this node does it",
          sinceUpkeep.toSeconds());
    }
    if (turnEnds - now > 0 && passing.compareAndSet(false, true)) {
      try {
        pass.get().whenComplete((done, failure) -> passed(failure));
      } catch (RuntimeException e) {
        passed(e);
      }
    }
  }

  private void passed(@Nullable Throwable failure) {
    passing.set(false);
    if (failure != null) {
      log.warn("upkeep failed and is tried again: {}", RedisFailure.why(failure));
    }
  }
}
