package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.AtExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of its own with two addresses, which loses packets in silence when it is told to: no
 * kernel answers for the other side as a proxy's would. Linux, root, {@code ip} and {@code
 * iptables} only.
 */
final class FarNetwork implements AutoCloseable {
  private static final String NAME = "bonghwa-" + ProcessHandle.current().pid();
  private static final String CABLE = "bw" + ProcessHandle.current().pid();
  private static final String HERE = "10.231.71.1";
  private static final String MASK = "/29";
  private static final Pattern LEFT = Pattern.compile("^bonghwa-(\\d+)");

  static final String THERE = "10.231.71.2";

  /** The same place, by a way that can be cut off alone. */
  static final String ASIDE = "10.231.71.3";

  /** Name and addresses are the process's: one at a time. */
  private static final Semaphore ONE = new Semaphore(1);

  private boolean begun;

  private FarNetwork() {
    ONE.acquireUninterruptibly();
    AtExit.close(this);
  }

  private void build() {
    begun = true;
    ip("netns", "add", NAME);
    ip("link", "add", CABLE, "type", "veth", "peer", "name", "far", "netns", NAME);
    ip("addr", "add", HERE + MASK, "dev", CABLE);
    ip("link", "set", CABLE, "up");
    ip("-n", NAME, "addr", "add", THERE + MASK, "dev", "far");
    ip("-n", NAME, "addr", "add", ASIDE + MASK, "dev", "far");
    ip("-n", NAME, "link", "set", "far", "up");
  }

  /**
   * A new one.
   *
   * @throws Skipped where this machine does not let us make networks
   */
  static FarNetwork of(Arena arena) {
    var network = arena.keep(new FarNetwork());
    if (!isPossible()) {
      throw new Skipped("needs Linux, root, ip and iptables");
    }
    sweep();
    network.build();
    return network;
  }

  private static boolean isPossible() {
    String name = NAME + "-try";
    try {
      ip("netns", "add", name);
      try {
        run("ip", "netns", "exec", name, "iptables", "-A", "INPUT", "-j", "DROP");
      } finally {
        ip("netns", "del", name);
      }
      return true;
    } catch (IllegalStateException | UncheckedIOException e) {
      return false;
    }
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

  /** What to call for a program to run there. */
  List<String> command(String program) {
    return List.of("ip", "netns", "exec", NAME, program);
  }

  /** From now on nothing arrives that goes aside, on either side. */
  void pullOut() {
    filter("-I", "INPUT", "-d", ASIDE);
    filter("-I", "OUTPUT", "-s", ASIDE);
  }

  void plugIn() {
    filter("-D", "INPUT", "-d", ASIDE);
    filter("-D", "OUTPUT", "-s", ASIDE);
  }

  /** From now on 5 % of the packets are lost, each way. */
  void lose() {
    for (String chain : List.of("INPUT", "OUTPUT")) {
      filter("-A", chain, "-m", "statistic", "--mode", "random", "--probability", "0.05");
    }
  }

  private void filter(String... which) {
    List<String> words = new ArrayList<>(command("iptables"));
    words.addAll(List.of(which));
    words.addAll(List.of("-j", "DROP"));
    run(words.toArray(String[]::new));
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
    try {
      if (begun) {
        tearDown();
      }
    } finally {
      ONE.release();
    }
  }

  private static void tearDown() {
    try {
      ip("link", "del", CABLE);
    } finally {
      ip("netns", "del", NAME);
    }
  }
}
