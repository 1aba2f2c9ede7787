package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.Priority;
import dev.bonghwa.nms.http.JsonInput;
import dev.bonghwa.nms.http.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a submit beside its list, checked as they come. A null is as good as an absent
 * field.
 */
public final class RequestFields {
  private static final int LONGEST_NAME = 100;

  private Duration expiresIn;
  private Priority priority = Priority.NORMAL;
  private String name = "";
  private @Nullable ObjectNode message;

  public RequestFields(Duration defaultExpiry) {
    this.expiresIn = defaultExpiry;
  }

  void read(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL && !field.equals("message")) {
      return;
    }
    switch (field) {
      case "message" -> message = MessageReader.read(parser);
      case "channel" -> channel(text(field, parser));
      case "priority" -> priority = priority(text(field, parser));
      case "expires_in" -> expiresIn = expiresIn(parser);
      case "name" -> name = name(text(field, parser));
      default -> throw new IllegalArgumentException("a field that nobody reads: " + field);
    }
  }

  /** All of it, once the body has been read. */
  public JobRequest whole() {
    if (message == null) {
      throw Problem.at(400, "/message", "is missing");
    }
    MessageRules rules = new MessageRules();
    List<String> warnings = rules.check(message);
    return new JobRequest(
        MessageReader.write(message),
        message.hasNonNull("thread_name"),
        "discord",
        priority,
        expiresIn,
        name,
        warnings);
  }

  private static void channel(String text) {
    if (!text.equals("discord")) {
      throw Problem.at(422, "/channel", "must be discord");
    }
  }

  private static Priority priority(String text) {
    try {
      return Priority.of(text);
    } catch (IllegalArgumentException e) {
      throw Problem.at(422, "/priority", "must be high, normal or low");
    }
  }

  static Duration expiresIn(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw Problem.at(400, "/expires_in", "must be a whole number of seconds");
    }
    long most = JobSpec.LONGEST_EXPIRY.toSeconds();
    boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits || parser.getLongValue() < 1 || parser.getLongValue() > most) {
      throw Problem.at(422, "/expires_in", "must be between 1 and " + most + " seconds");
    }
    return Duration.ofSeconds(parser.getLongValue());
  }

  static String name(String text) {
    if (text.codePointCount(0, text.length()) > LONGEST_NAME) {
      throw Problem.at(422, "/name", "must have at most " + LONGEST_NAME + " characters");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw Problem.at(422, "/name", "must not hold control characters");
    }
    return text;
  }

  static String text(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw Problem.at(400, "/" + field, "must be a string");
    }
    return JsonInput.whole(parser.getText(), "/" + field);
  }
}
