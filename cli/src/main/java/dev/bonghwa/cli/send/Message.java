package dev.bonghwa.cli.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The message of a job: the JSON object that every endpoint gets. */
public record Message(ObjectNode json) {

  private static final String ADVICE =
      "the file holds the JSON object that every endpoint gets, such as {\"content\": \"Hello\"}";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** A message of nothing but this text. */
  public static Message ofContent(String text) {
    if (text.isBlank()) {
      throw CliFault.usage("the text of --content is empty", "");
    }
    return new Message(JSON.createObjectNode().put("content", text));
  }

  /** Reads a message file; throws a usage fault that says what is wrong with it. */
  public static Message read(Path file) {
    try {
      return parse(Files.readString(file), file);
    } catch (NoSuchFileException e) {
      throw CliFault.usage("no such message file: " + file, ADVICE);
    } catch (MalformedInputException e) {
      throw CliFault.usage("the message file is not UTF-8 text: " + file, ADVICE);
    } catch (IOException e) {
      throw CliFault.usage("cannot read the message file " + file, ADVICE);
    }
  }

  private static Message parse(String text, Path file) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json instanceof ObjectNode object && !object.isEmpty()) {
        return new Message(object);
      }
      throw CliFault.usage(
          "the message in " + file + " is not a JSON object with something in it", ADVICE);
    } catch (JsonProcessingException e) {
      throw CliFault.usage("the message in " + file + " is not JSON: " + where(e), ADVICE);
    }
  }

  private static String where(JsonProcessingException e) {
    return "line "
        + e.getLocation().getLineNr()
        + ", column "
        + e.getLocation().getColumnNr()
        + ": "
        + e.getOriginalMessage();
  }

  /**
   * Whether it would call everyone: some text in it says {@code @everyone} or {@code @here}, and it
   * does not itself forbid such mentions by {@code allowed_mentions}.
   */
  public boolean callsEveryone() {
    return says(json) && !forbids(json.path("allowed_mentions"));
  }

  private static boolean says(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().contains("@everyone") || node.asText().contains("@here");
    }
    for (JsonNode child : node) {
      if (says(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean forbids(JsonNode allowedMentions) {
    if (!allowedMentions.isObject()) {
      return false;
    }
    for (JsonNode kind : allowedMentions.path("parse")) {
      if (kind.asText().equals("everyone")) {
        return false;
      }
    }
    return true;
  }
}
