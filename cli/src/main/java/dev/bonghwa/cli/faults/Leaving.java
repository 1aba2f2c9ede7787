package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.process.Signal;
import java.time.Duration;

/** A worker on its way out after a SIGTERM, with exit code 0. */
final class Leaving {
  private static final Duration LEFT_WITHIN = Duration.ofSeconds(25);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);

  private final CaseNode node;
  private final long askedNanos;

  private Leaving(CaseNode node, long askedNanos) {
    this.node = node;
    this.askedNanos = askedNanos;
  }

  /** Sends the signal. */
  static Leaving ask(CaseFleet fleet, int number) {
    CaseNode node = fleet.node(number);
    fleet.end(node);
    var leaving = new Leaving(node, System.nanoTime());
    node.process().signal(Signal.TERM);
    return leaving;
  }

  /** Waits until it says that it has heard; however late that is, the machine is to blame. */
  Leaving awaitHeard() {
    node.process().awaitLine("draining: ", HEARD_WITHIN);
    return this;
  }

  Duration soFar() {
    return Duration.ofNanos(System.nanoTime() - askedNanos);
  }

  /** Waits for its end; answers how long it took to leave. */
  Duration awaitLeft() {
    int exit = node.process().awaitExit(LEFT_WITHIN);
    Duration took = soFar();
    if (exit != 0) {
      throw new AssertionError(node + " ended with exit code " + exit + " after SIGTERM");
    }
    if (took.compareTo(LEFT_WITHIN) > 0) {
      throw new AssertionError(node + " left after " + Words.duration(took));
    }
    return took;
  }
}
