package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.job.Protocol;

/**
 * How long a text is when Discord counts it: in code points, with each placeholder as long as what
 * a worker puts in its place.
 */
final class TextLength {
  private static final String FILLED = "0".repeat(64);

  private TextLength() {}

  /** 0 for what is no text. */
  static int of(JsonNode text) {
    String filled = text.isTextual() ? text.textValue().replace(Protocol.HOOK_HASH, FILLED) : "";
    return filled.codePointCount(0, filled.length());
  }
}
