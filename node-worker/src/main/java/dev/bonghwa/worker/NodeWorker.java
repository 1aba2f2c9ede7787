package dev.bonghwa.worker;

import dev.bonghwa.check.Checkup;
import dev.bonghwa.config.ConfigFaults;
import dev.bonghwa.config.Env;
import dev.bonghwa.config.Logging;
import dev.bonghwa.config.PortFault;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisUnusable;
import dev.bonghwa.worker.check.Wishes;
import dev.bonghwa.worker.lifecycle.Signals;
import dev.bonghwa.worker.loop.VertxLoop;
import dev.bonghwa.worker.metrics.ManagementServer;
import dev.bonghwa.worker.metrics.Registry;
import dev.bonghwa.worker.send.VertxSender;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code node-worker}: environment → configuration → {@link Node} → until SIGTERM or
 * SIGINT, then it drains; a second signal ends it at once, which loses nothing either. With {@code
 * --check} it only looks whether it could.
 */
public final class NodeWorker {

  private static final int CANNOT_START = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final int CHECK_FAILED = 1;
  private static final int GAVE_UP = 1;
  private static final int IMPATIENT = 3;

  /** One for all the work, one for health and metrics, which must answer when the work hangs. */
  private static final int EVENT_LOOPS = 2;

  private NodeWorker() {}

  /** Starts the node and returns when it has left the fleet. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0) {
      run(System.getenv());
    } else {
      check(List.of(args));
    }
  }

  private static void check(List<String> arguments) throws InterruptedException {
    Wishes wishes = wishes(arguments);
    Logging.silence();
    Checkup checkup = WorkerCheck.of(System.getenv(), wishes);
    System.out.println(checkup.text());
    System.exit(checkup.hasFault() ? CHECK_FAILED : 0);
  }

  private static Wishes wishes(List<String> arguments) {
    try {
      return Wishes.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("node-worker takes no arguments but " + e.getMessage());
      System.exit(WRONG_CONFIGURATION);
      throw e;
    }
  }

  /** The same with these variables instead of the process' own. Ends the process. */
  public static void run(Map<String, String> variables) throws InterruptedException {
    try {
      Env env = Env.of(variables);
      Logging.set(env);
      WorkerConfig config = WorkerConfig.from(env);
      env.check();
      run(env, config);
    } catch (ConfigFaults e) {
      exit(WRONG_CONFIGURATION, e);
    } catch (RedisUnusable | CannotStart e) {
      exit(CANNOT_START, e);
    }
    // Redis' and Vert.x's threads may take their time to end; nothing is left for them to do.
    System.exit(0);
  }

  private static void run(Env env, WorkerConfig config) throws InterruptedException {
    Logger log = LoggerFactory.getLogger(NodeWorker.class);
    env.warnings().forEach(log::warn);
    log.debug("configuration: {}", env.effective());
    try (Redis redis = Redis.connect(config.redis(), "node-worker:" + config.node())) {
      redis.warnings().forEach(log::warn);
      Vertx vertx =
          Vertx.vertx(
              new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(EVENT_LOOPS));
      run(log, config, redis, vertx);
    }
  }

  private static void run(Logger log, WorkerConfig config, Redis redis, Vertx vertx)
      throws InterruptedException {
    VertxLoop loop = VertxLoop.of(vertx, NodeWorker::giveUp);
    var meters = Registry.create(Version.TEXT, config.node(), config.egressGroup());
    try (VertxSender sender = sender(vertx, loop, config)) {
      Node node = new Node(config, redis, loop, sender, meters, NodeWorker::giveUp);
      var management =
          new ManagementServer(
              vertx, config.management().bind(), config.management().port(), node, meters::scrape);
      int port = listen(management, config.management());
      sayHello(log, config, node, vertx, port);
      node.start();
      awaitSignal();
      log.info(
          "draining: in-flight requests may take {} s more", config.drainTimeout().toSeconds());
      node.stop();
      log.info("left the fleet");
    }
  }

  private static void giveUp() {
    Runtime.getRuntime().halt(GAVE_UP);
  }

  private static VertxSender sender(Vertx vertx, VertxLoop loop, WorkerConfig config) {
    try {
      return new VertxSender(vertx, loop, config.sender());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  private static int listen(ManagementServer management, WorkerConfig.Management where) {
    try {
      return management.start().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new CannotStart(
          PortFault.tell("MANAGEMENT_PORT", where.port(), where.bind(), cause), e);
    }
  }

  private static void sayHello(
      Logger log, WorkerConfig config, Node node, Vertx vertx, int managementPort) {
    log.info(
        "node-worker {} as {}: transport {}, TLS {}, MAX_CONCURRENT {}, EGRESS_RATE {},"
            + " Redis {}, management port {}",
        Version.TEXT,
        node.self(),
        vertx.isNativeTransportEnabled() ? "native" : "nio",
        VertxSender.tlsEngine(),
        config.maxConcurrent(),
        config.egressRate(),
        config.redis().masked(),
        managementPort);
  }

  private static void awaitSignal() throws InterruptedException {
    var signalled = new CountDownLatch(1);
    var again = new AtomicBoolean();
    Signals.handle(
        () -> {
          if (again.getAndSet(true)) {
            Runtime.getRuntime().halt(IMPATIENT);
          }
          signalled.countDown();
        },
        "TERM",
        "INT");
    signalled.await();
  }

  private static void exit(int code, RuntimeException why) {
    System.err.println("node-worker cannot start: " + why.getMessage());
    System.exit(code);
  }
}
