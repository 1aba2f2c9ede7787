package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;

/**
 * A first, small call before a large upload: a wrong URL or key is told at once, and so is a fleet
 * without a live node.
 */
final class FleetNote {

  private FleetNote() {}

  static void print(NmsClient client, Console console) {
    for (JsonNode node : client.nodes().path("nodes")) {
      if (node.path("alive").asBoolean() && !node.path("draining").asBoolean()) {
        return;
      }
    }
    console.warn("no node is alive: the job will wait until one joins the fleet");
  }
}
