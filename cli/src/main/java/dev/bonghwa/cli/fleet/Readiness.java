package dev.bonghwa.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;

/** Waits until nms-api answers and so many nodes are alive. */
public record Readiness(NmsClient client, Runnable requireAlive) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** Throws a fault when they do not come in time, or when {@code requireAlive} throws one. */
  public void await(int nodes, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    String missing = look(nodes);
    while (!missing.isEmpty()) {
      requireAlive.run();
      if (System.nanoTime() > end) {
        throw CliFault.fault(
            "the fleet did not come up within " + patience.toSeconds() + " s: " + missing,
            "the machine may be too busy: try again, or with fewer --workers");
      }
      sleep();
      missing = look(nodes);
    }
  }

  /** What is still missing; empty when all are there. */
  private String look(int nodes) {
    try {
      int alive = 0;
      for (JsonNode node : client.nodes().path("nodes")) {
        alive += node.path("alive").asBoolean() ? 1 : 0;
      }
      return alive >= nodes ? "" : alive + " of " + nodes + " nodes are alive";
    } catch (CliFault notYet) {
      return notYet.what();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFault(ExitCode.INTERRUPTED, "interrupted", "");
    }
  }
}
