package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.nms.http.JsonInput;
import dev.bonghwa.nms.http.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the one part of a submit that is kept in memory, the message, and stops as soon as it is
 * too large.
 */
final class MessageReader {
  static final int MOST_BYTES = 64 * 1024;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final JsonParser parser;
  private int room = MOST_BYTES;

  private MessageReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The object at which the parser stands. */
  static ObjectNode read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Problem.at(400, "/message", "must be an object");
    }
    return new MessageReader(parser).object();
  }

  /** As it is sent; numbers keep their value and texts their characters. */
  static byte[] write(ObjectNode message) {
    byte[] bytes = message.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = spend(parser.currentName());
      parser.nextToken();
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private JsonNode value() throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(spend(parser.getText()));
      case VALUE_NUMBER_INT -> NODES.numberNode(number().getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(number().getDecimalValue());
      default -> literal(token);
    };
  }

  private JsonNode literal(JsonToken token) throws IOException {
    spend(parser.getText());
    return token == JsonToken.VALUE_NULL
        ? NODES.nullNode()
        : NODES.booleanNode(token == JsonToken.VALUE_TRUE);
  }

  private JsonParser number() throws IOException {
    spend(parser.getText());
    return parser;
  }

  private String spend(String text) {
    room -= text.length() + 1;
    if (room < 0) {
      throw tooLarge();
    }
    return JsonInput.whole(text, "/message");
  }

  private static Problem tooLarge() {
    return Problem.at(422, "/message", "is larger than " + MOST_BYTES + " bytes");
  }
}
