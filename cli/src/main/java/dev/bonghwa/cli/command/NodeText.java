package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.Words;

/** A node of the API in words. Pure. */
final class NodeText {

  private NodeText() {}

  /** One node with everything that is known about it. */
  static String all(JsonNode node) {
    JsonNode egress = node.path("egress");
    var lines = new StringBuilder();
    line(lines, "node", node.path("id").asText());
    line(lines, "instance", node.path("instance").asText());
    line(lines, "state", state(node));
    line(lines, "version", node.path("version").asText() + ", protocol " + node.path("protocol"));
    line(lines, "started", node.path("started").asText("-"));
    line(lines, "last progress", node.path("last_progress").asText("-"));
    line(lines, "in flight", node.path("in_flight") + " of " + node.path("max_concurrent"));
    line(lines, "rate", Words.rate(node.path("rate").asDouble()));
    line(lines, "queued", Words.number(node.path("queued").asLong()));
    line(lines, "egress group", egress.path("group").asText("-"));
    line(lines, "egress", egress(egress));
    line(lines, "refusals", egress.path("invalid_answers").asInt() + " in ten minutes");
    return lines.toString();
  }

  static String state(JsonNode node) {
    if (!node.path("alive").asBoolean()) {
      return "away";
    }
    return node.path("draining").asBoolean() ? "draining" : "alive";
  }

  /** What may leave its egress group. */
  static String egress(JsonNode egress) {
    if (egress.isMissingNode()) {
      return "-";
    }
    if (egress.path("paused_until").isTextual()) {
      String cause = egress.path("paused_by").asText("");
      return "paused" + (cause.isEmpty() ? "" : ": " + cause);
    }
    if (egress.path("group_paused_until").isTextual()) {
      return "by proxies only: " + egress.path("group_paused_by").asText("");
    }
    return egress.path("rate").isNumber() ? Words.rate(egress.path("rate").asDouble()) : "no limit";
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append(lines.isEmpty() ? "" : "\n").append(String.format("%-13s %s", name, value));
  }
}
