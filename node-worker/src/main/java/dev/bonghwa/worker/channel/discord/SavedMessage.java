package dev.bonghwa.worker.channel.discord;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bonghwa.worker.send.SendResult;
import java.io.IOException;

/**
 * Whether an answer holds the message that {@code wait=true} asks for: an object with an id of its
 * own. One too long to be kept whole counts by its length: nothing else that Discord answers is.
 */
final class SavedMessage {
  private static final JsonFactory JSON = new JsonFactory();

  private SavedMessage() {}

  static boolean isIn(byte[] body) {
    return body.length > 0
        && body[0] == '{'
        && (hasId(body) || body.length >= SendResult.MOST_BODY);
  }

  private static boolean hasId(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean id = parser.currentName().equals("id");
        if (parser.nextToken() == JsonToken.VALUE_STRING && id) {
          return true;
        }
        parser.skipChildren();
      }
      return false;
    } catch (IOException cutShortOrNotJson) {
      return false;
    }
  }
}
