package dev.bonghwa.nms.upkeep;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.metrics.NmsMetrics;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobUpkeep;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pass of upkeep every second, and lets the lookout look at the fleet. A pass that fails is
 * told once and tried again: nothing else can be done about a Redis that is away.
 */
public final class UpkeepLoop {
  private static final Logger log = LoggerFactory.getLogger(UpkeepLoop.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration STANDS_STILL = Duration.ofSeconds(15);

  private final JobUpkeep upkeep;
  private final Lookout lookout;
  private final NmsMetrics metrics;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile long lastPassNanos = System.nanoTime() - STANDS_STILL.toNanos();
  private @Nullable CompletableFuture<JobUpkeep.Pass> running;
  private boolean failing;

  public UpkeepLoop(JobUpkeep upkeep, Lookout lookout, NmsMetrics metrics) {
    this.upkeep = upkeep;
    this.lookout = lookout;
    this.metrics = metrics;
    this.thread = Thread.ofVirtual().name("upkeep").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Returns when the pass that may be under way has ended. */
  public void stop() throws InterruptedException {
    stop.countDown();
    thread.join(Duration.ofSeconds(2));
  }

  /** Whether a pass has done something lately. */
  public boolean moves() {
    return System.nanoTime() - lastPassNanos < STANDS_STILL.toNanos();
  }

  /** One pass, whatever comes of it. */
  void step() throws InterruptedException {
    long began = System.nanoTime();
    try {
      JobUpkeep.Pass pass = pass();
      long ended = System.nanoTime();
      lastPassNanos = pass.wasVain() ? lastPassNanos : ended;
      metrics.passed(pass, Duration.ofNanos(ended - began));
      lookout.after(pass).ifPresent(metrics::seen);
      succeeded();
    } catch (Problem away) {
      failed(away.detail(), away);
    } catch (RuntimeException e) {
      failed(e.toString(), e);
    }
  }

  /** A pass that takes longer than one waits for it is waited for again: two must never overlap. */
  private JobUpkeep.Pass pass() throws InterruptedException {
    CompletableFuture<JobUpkeep.Pass> current =
        running == null ? upkeep.pass().toCompletableFuture() : running;
    running = current;
    try {
      return Await.on(current);
    } finally {
      running = current.isDone() ? null : current;
    }
  }

  private void run() {
    try {
      do {
        step();
      } while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void succeeded() {
    if (failing) {
      log.info("upkeep works again");
      failing = false;
    }
  }

  private void failed(String why, RuntimeException cause) {
    metrics.passFailed();
    if (!failing) {
      log.warn(
          "upkeep failed and is tried every second: {}",
          why,
          cause instanceof Problem ? null : cause);
      failing = true;
    }
  }
}
