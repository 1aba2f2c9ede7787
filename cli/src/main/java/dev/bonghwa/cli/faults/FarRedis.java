package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Redis behind a network of its own, whose cable can be pulled: packets are lost in silence, and
 * no kernel answers for the other side as a proxy's would. Linux, root and {@code ip} only.
 */
final class FarRedis implements AutoCloseable {
  private static final String NAME = "bonghwa-" + ProcessHandle.current().pid();
  private static final String CABLE = "bw" + ProcessHandle.current().pid();
  private static final String HERE = "10.231.71.1";
  private static final String THERE = "10.231.71.2";
  private static final int PORT = 6379;
  private static final Pattern LEFT = Pattern.compile("^bonghwa-(\\d+)");

  private final Path directory = Directories.temporary("bonghwa-far-redis-");
  private final Process server;

  private FarRedis() {
    AtExit.close(this);
    ip("netns", "add", NAME);
    ip("link", "add", CABLE, "type", "veth", "peer", "name", "far", "netns", NAME);
    ip("addr", "add", HERE + "/30", "dev", CABLE);
    ip("link", "set", CABLE, "up");
    ip("-n", NAME, "addr", "add", THERE + "/30", "dev", "far");
    plugIn();
    server = serve();
    await("Redis in a network of its own answers")
        .atMost(Duration.ofSeconds(20))
        .until(FarRedis::answers);
  }

  /**
   * A new one.
   *
   * @throws Skipped where this machine does not let us make networks
   */
  static FarRedis of(Arena arena) {
    if (!isPossible()) {
      throw new Skipped("needs Linux, root and ip");
    }
    sweep();
    return arena.keep(new FarRedis());
  }

  /** Ends what a run has left that was ended by kill -9: its addresses are ours. */
  private static void sweep() {
    for (String line : said("ip", "netns", "list")) {
      Matcher left = LEFT.matcher(line);
      if (left.find() && ProcessHandle.of(Long.parseLong(left.group(1))).isEmpty()) {
        said("ip", "netns", "pids", left.group()).stream()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .forEach(ProcessHandle::destroyForcibly);
        ip("netns", "del", left.group());
      }
    }
  }

  private static List<String> said(String... command) {
    try {
      return new ProcessBuilder(command).start().inputReader().lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPossible() {
    try {
      ip("netns", "add", NAME + "-try");
      ip("netns", "del", NAME + "-try");
      return true;
    } catch (IllegalStateException | UncheckedIOException e) {
      return false;
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(THERE, PORT);
  }

  String url() {
    return "redis://" + THERE + ":" + PORT;
  }

  /** From now on nothing arrives, on either side. */
  void pullOut() {
    ip("-n", NAME, "link", "set", "far", "down");
  }

  void plugIn() {
    ip("-n", NAME, "link", "set", "far", "up");
  }

  /**
   * From now on 5 % of the packets are lost, each way.
   *
   * @throws Skipped where this machine does not let us do that
   */
  void lose() {
    try {
      for (String chain : List.of("INPUT", "OUTPUT")) {
        run(
            "ip",
            "netns",
            "exec",
            NAME,
            "iptables",
            "-A",
            chain,
            "-m",
            "statistic",
            "--mode",
            "random",
            "--probability",
            "0.05",
            "-j",
            "DROP");
      }
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new Skipped("needs iptables");
    }
  }

  private Process serve() {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", NAME, binary()));
    words.addAll(List.of("--bind", THERE, "--port", Integer.toString(PORT)));
    words.addAll(List.of("--protected-mode", "no", "--appendonly", "yes", "--save", ""));
    words.addAll(List.of("--dir", directory.toString()));
    try {
      return new ProcessBuilder(words)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that all tests run on. */
  private static String binary() {
    try (EmbeddedRedis near = EmbeddedRedis.start()) {
      return ProcessHandle.of(near.pid()).flatMap(p -> p.info().command()).orElseThrow();
    }
  }

  private static boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(THERE, PORT), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void ip(String... words) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) {
    try {
      int exit = new ProcessBuilder(command).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": exit code " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    AtExit.forget(this);
    if (server != null) {
      server.destroyForcibly().onExit().join();
    }
    ip("link", "del", CABLE);
    ip("netns", "del", NAME);
    Directories.delete(directory);
  }
}
