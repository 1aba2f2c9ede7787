package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.process.Directories;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A running local fleet. {@link #close} ends all of it in this order: workers and nms-api together,
 * then Redis, without which they could not leave in an orderly way.
 */
public final class LocalFleet implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofMinutes(2);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final FleetSettings settings;
  private final Installation installation = Installation.ofThisProgram();
  private final Path logs = Directories.temporary("bonghwa-fleet-");
  private final ApiKey key = madeUpKey();
  private final ApiAddress address = ApiAddress.parse("http://127.0.0.1:" + FreePort.next());
  private final NmsClient client = new NmsClient(address, key);
  private final List<Program> programs = new CopyOnWriteArrayList<>();
  private final Lifeline lifeline = new Lifeline();
  private final Thread atExit = new Thread(this::stop, "fleet-at-exit");
  private volatile boolean stopping;
  private volatile boolean keepsLogs;
  private @Nullable EmbeddedRedis redis;

  private LocalFleet(FleetSettings settings) {
    this.settings = settings;
  }

  /** Returns when every worker has joined; throws a fault that names what did not come up. */
  public static LocalFleet start(FleetSettings settings) {
    var fleet = new LocalFleet(settings);
    Runtime.getRuntime().addShutdownHook(fleet.atExit);
    try {
      fleet.startAll();
      return fleet;
    } catch (CliFault fault) {
      fleet.keepLogs();
      fleet.close();
      throw fault.advising("the logs of all programs: " + fleet.logs());
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private void startAll() {
    EmbeddedRedis server = startRedis();
    redis = server;
    lifeline.hold(server.pid());
    var launches = new Launches(settings, server.uri().toString());
    start(launches.nms(address.base().getPort(), key.secret()));
    for (int worker = 0; worker < settings.strengths().size(); worker++) {
      start(launches.worker(worker));
    }
    new Arrival(client, this::requireAlive).await(settings.strengths().size(), UP_WITHIN);
  }

  private static EmbeddedRedis startRedis() {
    try {
      return EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
    } catch (RedisUnavailableException e) {
      throw CliFault.fault("no Redis can be started: " + e.getMessage(), "");
    }
  }

  private void start(Launch launch) {
    Program program = launch.start(installation, logs);
    programs.add(program);
    lifeline.hold(program.pid());
    if (stopping) {
      program.terminate(); // Ctrl-C came between the two lines above
    }
  }

  /** Throws a fault that names the first program that has ended on its own. */
  public void requireAlive() {
    if (redis != null && !redis.isRunning() && !stopping) {
      throw CliFault.fault("Redis has ended", "was it stopped by hand?");
    }
    for (Program program : programs) {
      if (!program.isAlive() && !stopping) {
        keepLogs();
        throw program.fault("has ended");
      }
    }
  }

  /** Runs the action, in some thread, as soon as a program ends on its own. */
  public void whenOneEnds(Runnable action) {
    for (Program program : programs) {
      program.whenItEnds(
          () -> {
            if (!stopping) {
              action.run();
            }
          });
    }
  }

  public NmsClient client() {
    return client;
  }

  public ApiKey key() {
    return key;
  }

  public String redisUrl() {
    return redis == null ? "" : redis.uri().toString();
  }

  /** nms-api first, then the workers. */
  public List<Program> programs() {
    return List.copyOf(programs);
  }

  /** The directory with one log for each program; gone after {@link #close} unless kept. */
  public Path logs() {
    return logs;
  }

  /** Leaves the logs where they are when the fleet ends. */
  public void keepLogs() {
    keepsLogs = true;
  }

  /**
   * Whether it is being ended, by {@link #close} or by Ctrl-C: programs that end now are no fault.
   */
  public boolean isStopping() {
    return stopping;
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is ending: the hook runs, and finds nothing left to do
    }
  }

  private synchronized void stop() {
    stopping = true;
    programs.forEach(Program::terminate);
    programs.forEach(program -> program.end(END_WITHIN));
    if (redis != null) {
      redis.close();
    }
    lifeline.close();
    if (!keepsLogs) {
      Directories.delete(logs);
    }
  }

  private static ApiKey madeUpKey() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return new ApiKey("demo-" + HexFormat.of().formatHex(random));
  }
}
