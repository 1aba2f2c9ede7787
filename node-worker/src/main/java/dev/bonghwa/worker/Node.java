package dev.bonghwa.worker;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.worker.claim.ClaimLoop;
import dev.bonghwa.worker.claim.Pulse;
import dev.bonghwa.worker.lifecycle.Heartbeat;
import dev.bonghwa.worker.lifecycle.Orders;
import dev.bonghwa.worker.lifecycle.SpareUpkeep;
import dev.bonghwa.worker.lifecycle.Watchdog;
import dev.bonghwa.worker.loop.VertxLoop;
import dev.bonghwa.worker.metrics.MicrometerMetrics;
import dev.bonghwa.worker.metrics.NodeHealth;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import dev.bonghwa.worker.metrics.WorkerMetrics.Gauge;
import dev.bonghwa.worker.send.NotificationSender;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of a node: ⑤ claims on one side, ⑥–⑩ deliveries on the other, and its membership in
 * the fleet. Everything but the watchdog works on one event loop.
 */
final class Node implements NodeHealth, Orders {

  private static final Duration LEAVING = Duration.ofSeconds(2);
  private static final Duration STANDSTILL = Duration.ofSeconds(20);
  private static final Logger log = LoggerFactory.getLogger(Node.class);

  private final WorkerConfig config;
  private final InstanceId self;
  private final VertxLoop loop;
  private final Registration registration;
  private final PopConnection pops;
  private final Sending sending;
  private final ClaimLoop claiming;
  private final Heartbeat heartbeat;
  private final SpareUpkeep spareUpkeep;
  private final Watchdog watchdog;
  private final Pulse pulse;
  private final VitalSigns vitals;
  private volatile boolean leaving;

  Node(
      WorkerConfig config,
      Redis redis,
      VertxLoop loop,
      NotificationSender sender,
      MeterRegistry meters,
      Runnable giveUp) {
    this.config = config;
    this.loop = loop;
    RandomGenerator random = RandomGenerator.getDefault();
    this.self = InstanceId.create(config.node(), random);
    this.pops = new PopConnection(() -> redis.openPop("node-worker:" + self.node() + ":pop"));
    WorkerMetrics metrics = new MicrometerMetrics(meters);
    this.sending = new Sending(config, self, loop, redis, sender, metrics);
    this.vitals = new VitalSigns(loop, sending::vitals);
    this.registration = new Registration(config, self, new NodeRegistry(redis), loop, sending);
    this.pulse = new Pulse(loop::nanoTime);
    this.claiming =
        new ClaimLoop(
            loop,
            new RedisQueue(
                self.node(), pops, sending.claims(), () -> sending.clock().latest(loop.nanoTime())),
            sending.deliveries(),
            metrics,
            pulse);
    this.heartbeat = new Heartbeat(loop, pulse, self, registration::beat, this::status, this);
    JobUpkeep upkeep = new JobUpkeep(redis, Protocol.LEASE, random);
    this.spareUpkeep = new SpareUpkeep(loop::nanoTime, upkeep::pass);
    this.watchdog = new Watchdog(loop, pulse, pops::rebuild, giveUp);
    vitals.show(metrics);
    metrics.gauge(Gauge.MAX_CONCURRENT, config::maxConcurrent);
    metrics.gauge(Gauge.CLAIM_LOOP_AGE_SECONDS, () -> pulse.sinceStep() / 1e9);
    metrics.gauge(Gauge.REDIS_CONNECTED, () -> redis.isConnected() ? 1 : 0);
  }

  InstanceId self() {
    return self;
  }

  /** Registers before it claims: who is claimed for must be known to be alive. */
  void start() {
    loop.execute(
        () -> {
          sending.egress().start();
          sending.settler().start();
          vitals.start();
          heartbeat.start();
          claiming.start();
        });
    watchdog.start();
  }

  /**
   * Leaves the fleet in order; blocks, for DRAIN_TIMEOUT and a little more at most.
   *
   * <p>First nothing is taken any more. What is in flight ends, and the last settle of each batch
   * hands the rest back with its not-befores; that needs the settler, so it stops after that, and
   * the heartbeat with it, so that nobody reclaims meanwhile. Leaving the fleet comes last: it says
   * that nothing of this instance is to be waited for.
   */
  void stop() {
    leaving = true;
    var empty = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          sending.deliveries().leave().thenRun(() -> empty.complete(null));
          heartbeat.beatNow();
        });
    pops.close();
    boolean drained = await(empty, config.drainTimeout());
    if (!drained) {
      log.warn(
          "{} requests are still in flight after {} s: their batches go on when their leases end",
          vitals.latest().inFlight(),
          config.drainTimeout().toSeconds());
    }
    watchdog.close();
    var left = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          heartbeat.stop();
          vitals.stop();
          sending.settler().stop();
          sending.egress().stop();
          // From here, or a beat of this loop could overtake the leaving and register again.
          registration.leave().whenComplete((gone, failure) -> left.complete(null));
        });
    await(left, LEAVING);
  }

  @Override
  public void drain(boolean on) {
    sending.deliveries().drain(on);
  }

  @Override
  public void sinceUpkeep(Duration ago) {
    spareUpkeep.heed(ago);
  }

  @Override
  public void forgetClaims() {
    sending.settler().loseAll();
  }

  @Override
  public boolean isLive() {
    return pulse.sinceStep() < STANDSTILL.toNanos() && watchdog.loopLag() < STANDSTILL.toNanos();
  }

  @Override
  public boolean isReady() {
    return isLive() && !leaving && heartbeat.isRegistered() && !heartbeat.isDraining();
  }

  private NodeStatus status() {
    return registration.status(vitals.latest(), leaving || heartbeat.isDraining());
  }

  private static boolean await(CompletableFuture<?> stage, Duration patience) {
    try {
      stage.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
