package dev.bonghwa.worker.channel.discord;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * The fields of Discord's error object. A body that is no JSON object, or is cut short, is no
 * error: what was read before counts.
 *
 * @param code 0 for none
 * @param retryAfter seconds, 0 for none
 */
record ErrorBody(int code, String message, double retryAfter, boolean global) {
  static final ErrorBody NONE = new ErrorBody(Codes.NONE, "", 0, false);

  private static final JsonFactory JSON = new JsonFactory();

  static ErrorBody parse(byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return NONE;
    }
    Reading reading = new Reading();
    try (JsonParser parser = JSON.createParser(body)) {
      reading.read(parser);
    } catch (IOException cutShortOrNotJson) {
      return reading.result();
    }
    return reading.result();
  }

  /** Collects fields while the parser can go on. */
  private static final class Reading {
    private int code;
    private String message = "";
    private double retryAfter;
    private boolean global;

    void read(JsonParser parser) throws IOException {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        field(name, parser.nextToken(), parser);
        parser.skipChildren();
      }
    }

    private void field(String name, JsonToken value, JsonParser parser) throws IOException {
      switch (name) {
        case "code" -> code = value.isNumeric() ? parser.getValueAsInt() : code;
        case "message" -> message = value == JsonToken.VALUE_STRING ? parser.getText() : message;
        case "retry_after" -> retryAfter = value.isNumeric() ? parser.getDoubleValue() : retryAfter;
        case "global" -> global = value == JsonToken.VALUE_TRUE;
        default -> {}
      }
    }

    ErrorBody result() {
      return new ErrorBody(code, message, retryAfter, global);
    }
  }
}
