package dev.bonghwa.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.TargetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * One record of a job's failures as JSON with short names: s state, c code, n attempts, t when in
 * ms, a address, r reason. Its index is the field it is kept under.
 */
final class DeliveryCodec {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DeliveryCodec() {}

  static byte[] encode(Delivery delivery) {
    ObjectNode record =
        JSON.createObjectNode()
            .put("s", delivery.state().word())
            .put("c", delivery.code())
            .put("n", delivery.attempts())
            .put("t", delivery.at().toEpochMilli())
            .put("a", delivery.address())
            .put("r", delivery.reason());
    try {
      return JSON.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new UncheckedIOException("numbers and text always make JSON", e);
    }
  }

  /** Reads a record kept under that field: an index, or {@code batch:N} for a whole batch. */
  static Delivery decode(String field, byte[] bytes) {
    try {
      JsonNode record = JSON.readTree(bytes);
      return new Delivery(
          field.startsWith("batch:") ? -1 : Integer.parseInt(field),
          record.path("a").asText(""),
          TargetState.of(record.path("s").asText("failed")),
          record.path("c").asInt(),
          record.path("n").asInt(),
          Instant.ofEpochMilli(record.path("t").asLong()),
          record.path("r").asText(""));
    } catch (IOException | IllegalArgumentException e) {
      // Also a state that only a newer version knows: one record must not hide all others.
      return new Delivery(
          -1,
          "",
          TargetState.FAILED,
          0,
          0,
          Instant.EPOCH,
          "the record of this target cannot be read");
    }
  }
}
