package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A running local fleet. {@link #close} ends all of it in this order: workers and nms-api together,
 * then Redis, without which they could not leave in an orderly way.
 */
public final class LocalFleet implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofMinutes(2);

  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final Path logs = Directories.temporary("bonghwa-fleet-");
  private final ApiKey key = madeUpKey();
  private final ApiAddress address = ApiAddress.parse("http://127.0.0.1:" + FreePort.next());
  private final NmsClient client = new NmsClient(address, key);
  private final List<JavaProcess> programs = new CopyOnWriteArrayList<>();
  private final Lifeline lifeline = new Lifeline();
  private volatile boolean stopping;
  private volatile boolean keepsLogs;
  private @Nullable EmbeddedRedis redis;
  private Function<Station, JavaCommand> workers = station -> JavaCommand.of("none");

  private LocalFleet() {}

  /**
   * Returns when every worker has joined; throws a fault that names what did not come up.
   *
   * @param workers each with a MAX_CONCURRENT from 1 to 1,000
   */
  public static LocalFleet start(List<Station> workers, DiscordReceiver receiver) {
    return start(workers, ReceiverAddress.of(receiver), UnaryOperator.identity());
  }

  /** The same with another receiver, and with programs that are started in another way. */
  public static LocalFleet start(
      List<Station> workers, ReceiverAddress receiver, UnaryOperator<JavaCommand> changed) {
    var fleet = new LocalFleet();
    AtExit.close(fleet);
    try {
      fleet.startAll(workers, receiver, changed);
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

  private void startAll(
      List<Station> stations, ReceiverAddress receiver, UnaryOperator<JavaCommand> changed) {
    EmbeddedRedis server = startRedis();
    AtExit.forget(server); // it ends with the fleet, after all others
    redis = server;
    lifeline.hold(server.pid());
    var commands = new Programs(redisUrl(), receiver, Map.of(), List.of(), false);
    start(changed.apply(commands.nms(address.base().getPort(), key.secret())));
    workers =
        worker -> {
          String id = "worker-" + programs.size();
          return changed.apply(commands.worker(id, worker.strength()).env(worker.env()));
        };
    stations.forEach(this::join);
    new Readiness(client, this::requireAlive).await(stations.size(), UP_WITHIN);
  }

  private static EmbeddedRedis startRedis() {
    try {
      return EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
    } catch (RedisUnavailableException e) {
      throw CliFault.fault(String.valueOf(e.getMessage()), "");
    }
  }

  /** Starts one more worker, and does not wait until it has joined; its name is its node's id. */
  public JavaProcess join(Station worker) {
    start(workers.apply(worker));
    return programs.getLast();
  }

  /** Ends a worker that joined, in an orderly way; it is no part of the fleet any more. */
  public void dismiss(JavaProcess worker) {
    programs.remove(worker);
    worker.terminate();
    worker.end(END_WITHIN);
  }

  private void start(JavaCommand command) {
    JavaProcess program = command.start(logs.resolve(command.name() + ".log"));
    AtExit.forget(program);
    programs.add(program);
    lifeline.hold(program.pid());
    if (stopping) {
      program.terminate(); // Ctrl-C came between the lines above
    }
  }

  /** Throws a fault that names the first program that has ended on its own. */
  public void requireAlive() {
    if (redis != null && !redis.isRunning() && !stopping) {
      throw CliFault.fault("Redis has ended", "was it stopped by hand?");
    }
    for (JavaProcess program : programs) {
      if (!program.isAlive() && !stopping) {
        keepLogs();
        throw ended(program);
      }
    }
  }

  private CliFault ended(JavaProcess program) {
    int exit = program.awaitExit(END_WITHIN);
    return CliFault.fault(
        program.name() + " has ended (exit code " + exit + "). Its last lines:",
        "| " + String.join("\n  | ", program.lastLines()) + "\n  the whole log: " + log(program));
  }

  /** Runs the action, in some thread, as soon as a program ends on its own. */
  public void whenOneEnds(Runnable action) {
    for (JavaProcess program : programs) {
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

  public EmbeddedRedis redis() {
    return Objects.requireNonNull(redis);
  }

  /** nms-api first, then the workers. */
  public List<JavaProcess> programs() {
    return List.copyOf(programs);
  }

  /** The directory with one log for each program; gone after {@link #close} unless kept. */
  public Path logs() {
    return logs;
  }

  public Path log(JavaProcess program) {
    return logs.resolve(program.name() + ".log");
  }

  /** Leaves the logs where they are when the fleet ends. */
  public void keepLogs() {
    keepsLogs = true;
  }

  /** Programs that end from now on, here or by Ctrl-C, are no fault. */
  @Override
  public synchronized void close() {
    AtExit.forget(this);
    stopping = true;
    programs.forEach(JavaProcess::terminate);
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
