package dev.bonghwa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A registration as JSON. Fields that are not known are ignored, so that newer nodes may say more.
 */
final class NodeStatusCodec {

  private static final ObjectMapper JSON = new ObjectMapper();

  private NodeStatusCodec() {}

  static byte[] encode(NodeStatus status) {
    try {
      return JSON.writeValueAsBytes(
          JSON.createObjectNode()
              .put("version", status.version())
              .put("protocol", status.protocol())
              .put("max_concurrent", status.maxConcurrent())
              .put("in_flight", status.inFlight())
              .put("rate", status.rate())
              .put("last_progress", status.lastProgress().toEpochMilli())
              .put("paused_until", status.pausedUntil().toEpochMilli())
              .put("egress_group", status.egressGroup())
              .put("draining", status.draining())
              .put("started", status.started().toEpochMilli()));
    } catch (IOException e) {
      throw new UncheckedIOException("numbers and text always make JSON", e);
    }
  }

  /**
   * Reads a registration.
   *
   * @throws UncheckedIOException when it is not JSON
   */
  static NodeStatus decode(InstanceId instance, byte[] json) {
    try {
      JsonNode status = JSON.readTree(json);
      return new NodeStatus(
          instance,
          status.path("version").asText(""),
          status.path("protocol").asInt(),
          status.path("max_concurrent").asInt(),
          status.path("in_flight").asInt(),
          status.path("rate").asDouble(),
          moment(status, "last_progress"),
          moment(status, "paused_until"),
          status.path("egress_group").asText(""),
          status.path("draining").asBoolean(),
          moment(status, "started"));
    } catch (IOException e) {
      throw new UncheckedIOException("the registration of " + instance + " is not JSON", e);
    }
  }

  private static Instant moment(JsonNode status, String field) {
    return Instant.ofEpochMilli(status.path(field).asLong());
  }
}
