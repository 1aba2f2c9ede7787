package dev.bonghwa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.node.Pause;
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
      ObjectNode json =
          JSON.createObjectNode()
              .put("version", status.version())
              .put("protocol", status.protocol())
              .put("max_concurrent", status.maxConcurrent())
              .put("in_flight", status.inFlight())
              .put("rate", status.rate())
              .put("last_progress", status.lastProgress().toEpochMilli())
              .put("draining", status.draining())
              .put("started", status.started().toEpochMilli());
      encode(status.egress(), json);
      return JSON.writeValueAsBytes(json);
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
          egress(status),
          status.path("draining").asBoolean(),
          moment(status, "started"));
    } catch (IOException e) {
      throw new UncheckedIOException("the registration of " + instance + " is not JSON", e);
    }
  }

  private static void encode(EgressStatus egress, ObjectNode json) {
    json.put("egress_group", egress.group())
        .put("paused_until", egress.paused().until().toEpochMilli())
        .put("paused_by", egress.paused().cause())
        .put("egress_paused_until", egress.groupPaused().until().toEpochMilli())
        .put("egress_paused_by", egress.groupPaused().cause())
        .put("egress_invalid", egress.invalid());
    // JSON has no infinity: no rate, no limit.
    if (Double.isFinite(egress.rate())) {
      json.put("egress_rate", egress.rate());
    }
  }

  private static EgressStatus egress(JsonNode status) {
    Pause paused = pause(status, "paused_until", "paused_by");
    return new EgressStatus(
        status.path("egress_group").asText(""),
        paused,
        groupPause(status, paused),
        status.path("egress_rate").asDouble(Double.POSITIVE_INFINITY),
        status.path("egress_invalid").asInt());
  }

  /** An older node tells of one pause only: its cause says whose it is. */
  private static Pause groupPause(JsonNode status, Pause paused) {
    if (status.has("egress_paused_until")) {
      return pause(status, "egress_paused_until", "egress_paused_by");
    }
    return EgressCause.isWord(paused.cause()) ? paused : Pause.NONE;
  }

  private static Pause pause(JsonNode status, String until, String cause) {
    return new Pause(moment(status, until), status.path(cause).asText(""));
  }

  private static Instant moment(JsonNode status, String field) {
    return Instant.ofEpochMilli(status.path(field).asLong());
  }
}
