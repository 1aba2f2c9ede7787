package dev.bonghwa.nms;

import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.nms.http.Area;
import dev.bonghwa.nms.http.HttpListener;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.jobs.JobRates;
import dev.bonghwa.nms.metrics.NmsMetrics;
import dev.bonghwa.nms.metrics.Prometheus;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.plan.NodeWeights;
import dev.bonghwa.nms.store.Store;
import dev.bonghwa.nms.submit.Admission;
import dev.bonghwa.nms.submit.Submissions;
import dev.bonghwa.nms.upkeep.Lookout;
import dev.bonghwa.nms.upkeep.UpkeepLoop;
import dev.bonghwa.queue.Backlog;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.redis.DurableLog;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.registry.NodeRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running API: wires all parts, and knows in which order they start and stop.
 *
 * <p>Start: Redis first, for nothing works without it and a wrong password should be the first
 * thing said; upkeep before the ports, so that {@code /readyz} is true as soon as it can be asked;
 * the API's port last.
 *
 * <p>Stop: {@code /readyz} says no; the API's port closes and requests in work end, for an accepted
 * job must get its answer; then upkeep, which others go on with; the management port; Redis last,
 * for everything above uses it.
 */
public final class NmsServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NmsServer.class);
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Redis redis;
  private final @Nullable DurableLog durable;
  private final Vertx vertx;
  private final Prometheus prometheus = new Prometheus();
  private final UpkeepLoop upkeep;
  private final Health health;
  private final HttpListener management;
  private final HttpListener api;
  private final List<Route> routes;
  private int apiPort;
  private int managementPort;

  private NmsServer(NmsConfig config, Redis redis) {
    this.redis = redis;
    this.durable = config.durableAccept() ? redis.openDurableLog("nms-api:durable") : null;
    this.vertx = Vertx.vertx(options());
    RandomGenerator random = new SecureRandom();
    NmsMetrics metrics = prometheus.metrics(redis::isConnected);
    NodeRegistry registry = new NodeRegistry(redis);
    Fleet fleet = new Fleet(registry, new NodeWeights());
    Backlog backlog = new Backlog(redis);
    Store store =
        new Store(
            new JobIntake(redis, random),
            new JobReader(redis),
            new JobControl(redis),
            new GoneEndpoints(redis),
            durable == null ? () -> CompletableFuture.completedStage(true) : durable::holdsAll);
    Admission admission =
        new Admission(backlog::read, config.backlogTargets(), config.backlogBytes());
    EndpointParser parser = config.hosts().parser();
    Submissions submissions =
        new Submissions(store, fleet, parser, admission, config.submit(), metrics);
    JobUpkeep jobs = new JobUpkeep(redis, Protocol.LEASE, random);
    this.upkeep = new UpkeepLoop(jobs, new Lookout(redis, store.reader(), fleet), metrics);
    this.health = new Health(redis, upkeep);
    Areas areas = new Areas(redis, store, registry, fleet);
    this.management =
        new HttpListener(vertx, config.management(), areas.management(health, prometheus), metrics);
    List<Area> published =
        areas.api(config.apiKeys(), submissions, backlog, new JobRates(System::nanoTime), health);
    this.api = new HttpListener(vertx, config.api(), published, metrics);
    this.routes = published.stream().flatMap(area -> area.routes().stream()).toList();
  }

  /**
   * Starts everything; returns when requests are served.
   *
   * @throws dev.bonghwa.redis.RedisUnusable when Redis will not do
   * @throws dev.bonghwa.nms.http.CannotListen when a port is taken
   */
  public static NmsServer start(NmsConfig config) {
    Redis redis = Redis.connect(config.redis(), "nms-api");
    NmsServer server = new NmsServer(config, redis);
    try {
      server.open(config);
      return server;
    } catch (RuntimeException e) {
      server.end(Duration.ZERO);
      throw e;
    }
  }

  /** The port of the API, also when any free one was asked for. */
  public int apiPort() {
    return apiPort;
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return managementPort;
  }

  /** What the API's port serves. */
  List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    log.info("stopping: requests in work may take {} s more", GRACE.toSeconds());
    end(GRACE);
    log.info("stopped");
  }

  private void end(Duration grace) {
    try {
      health.stopping();
      api.stop(grace);
      upkeep.stop();
      management.stop(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      if (durable != null) {
        durable.close();
      }
      redis.close();
      prometheus.close();
    }
  }

  private void open(NmsConfig config) {
    upkeep.start();
    managementPort = management.start();
    apiPort = api.start();
    log.info(
        "nms-api listens on {}://{}:{}, health and metrics on port {}, Redis {}",
        config.api().tls() == null ? "http" : "https",
        config.api().bind(),
        apiPort,
        managementPort,
        config.redis().masked());
    redis.warnings().forEach(log::warn);
    warnOfPlainText(config);
    warnOfBacklog(config);
  }

  private static void warnOfBacklog(NmsConfig config) {
    int most = config.submit().mostTargets();
    if (most > config.backlogTargets()) {
      log.warn(
          "MAX_TARGETS is {} and BACKLOG_TARGETS {}: a job of more targets than that is refused",
          most,
          config.backlogTargets());
    }
  }

  private static void warnOfPlainText(NmsConfig config) {
    String bind = config.api().bind();
    boolean loopback = bind.startsWith("127.") || bind.equals("localhost") || bind.equals("::1");
    if (config.api().tls() == null && !loopback) {
      log.warn(
          "the API listens on {} without TLS: keys and endpoints can be read on the way; set"
              + " TLS_CERT_FILE and TLS_KEY_FILE, BIND=127.0.0.1, or put a TLS proxy in front",
          bind);
    }
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setEventLoopPoolSize(1)
        .setInternalBlockingPoolSize(2)
        .setWorkerPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }
}
