package dev.bonghwa.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.process.Directories;
import dev.bonghwa.testkit.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A redis-server process with a directory and a port of its own. */
final class RedisProcess implements RedisServer {
  private static final int BUS_DISTANCE = 10_000;
  private static final int PORT_TRIES = 5;
  private static final int START_SECONDS = 20;
  private static final int STOP_SECONDS = 10;

  private final String binary;
  private final RedisOptions options;
  private final Path directory;
  private int port;
  private boolean wasReady;
  private @Nullable Process process;

  RedisProcess(String binary, RedisOptions options) {
    this.binary = binary;
    this.options = options;
    directory = Leftovers.newDirectory();
    choosePort();
  }

  private void choosePort() {
    port = options.cluster() ? FreePort.nextPair(BUS_DISTANCE) : FreePort.next();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void start() {
    for (int tries = 1; !startOnce(); tries++) {
      // Somebody else may have taken a fresh port; a port that clients know already is kept.
      if (wasReady || tries == PORT_TRIES) {
        throw new RedisUnavailableException("redis-server did not start: " + lastLogLine());
      }
      choosePort();
    }
    wasReady = true;
  }

  private boolean startOnce() {
    try {
      Path conf = Files.write(directory.resolve("redis.conf"), lines());
      ProcessBuilder builder =
          new ProcessBuilder(command(conf))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("out.log").toFile());
      builder.environment().putAll(options.env());
      Process started = builder.start();
      process = started;
      Leftovers.remember(directory, started.pid());
      return becomesReady(started);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + binary, e);
    }
  }

  private List<String> command(Path conf) {
    return options.sentinel()
        ? List.of(binary, conf.toString(), "--sentinel")
        : List.of(binary, conf.toString());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("port " + port);
    lines.add("bind 127.0.0.1");
    lines.add("dir \"" + directory + "\"");
    lines.addAll(options.lines());
    return lines;
  }

  private boolean becomesReady(Process started) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      if (answers()) {
        return true;
      }
      if (exits(started, 5, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    started.destroyForcibly();
    return false;
  }

  /** PING fails while the AOF is loaded. */
  private boolean answers() {
    try (RedisCall redis = new RedisCall(port, options.password())) {
      return redis.call("PING").equals("PONG")
          && redis.call("INFO", "server").contains("config_file:" + directory);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean exits(Process process, long time, TimeUnit unit) {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for redis-server", e);
    }
  }

  private String lastLogLine() {
    try {
      List<String> lines = Files.readAllLines(directory.resolve("out.log"), UTF_8);
      return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    } catch (IOException e) {
      return "no log";
    }
  }

  @Override
  public void stop() {
    end(Signal.TERM);
  }

  @Override
  public void kill() {
    end(Signal.KILL);
  }

  private void end(Signal signal) {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    signal.to(running.pid());
    if (!exits(running, STOP_SECONDS, TimeUnit.SECONDS)) {
      running.destroyForcibly();
      exits(running, STOP_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void freeze() {
    Signal.STOP.to(pid());
  }

  @Override
  public void thaw() {
    Signal.CONT.to(pid());
  }

  @Override
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  @Override
  public long pid() {
    return process == null ? -1 : process.pid();
  }

  @Override
  public void close() {
    kill();
    Directories.delete(directory);
  }
}
