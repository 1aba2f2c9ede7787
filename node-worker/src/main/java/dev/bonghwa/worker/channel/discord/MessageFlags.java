package dev.bonghwa.worker.channel.discord;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The field {@code flags} of a message. */
record MessageFlags(long bits) {
  /** The message consists of components; other webhooks than an application's must be told so. */
  private static final long COMPONENTS_V2 = 1 << 15;

  private static final JsonFactory JSON = new JsonFactory();

  /** Of a message that is no JSON object, or has no whole number there: none. */
  static MessageFlags of(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return new MessageFlags(parser.nextToken() == JsonToken.START_OBJECT ? find(parser) : 0);
    } catch (IOException notJson) {
      return new MessageFlags(0);
    }
  }

  boolean hasComponents() {
    return (bits & COMPONENTS_V2) != 0;
  }

  private static long find(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean flags = parser.currentName().equals("flags");
      if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && flags) {
        return parser.getLongValue();
      }
      parser.skipChildren();
    }
    return 0;
  }
}
