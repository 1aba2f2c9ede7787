package dev.bonghwa.cli.fleet;

import dev.bonghwa.testkit.process.JavaProcess;
import java.time.Duration;

/**
 * A node-worker under test.
 *
 * @param strength its MAX_CONCURRENT
 */
record Node(String id, int strength, JavaProcess process) {

  int management() {
    return Integer.parseInt(
        process.awaitLine("management port (\\d+)", Duration.ofSeconds(30)).group(1));
  }

  @Override
  public String toString() {
    return process.toString();
  }
}
