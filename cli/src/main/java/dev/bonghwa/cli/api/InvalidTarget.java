package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target that the API did not take.
 *
 * @param index its position in the submitted list, from 0
 * @param reason what is wrong with it: {@code is not https}
 */
public record InvalidTarget(int index, String reason) {

  private static final Pattern POINTER = Pattern.compile("/targets/([0-9]{1,9})");

  /** Those that an accepted job or a plan lists, at most 20. */
  public static List<InvalidTarget> ofJob(JsonNode listed) {
    var invalid = new ArrayList<InvalidTarget>();
    for (JsonNode target : listed) {
      invalid.add(new InvalidTarget(target.path("index").asInt(), target.path("reason").asText()));
    }
    return invalid;
  }

  /** Those that a refusal lists, at most 20; what else it lists is left out. */
  static List<InvalidTarget> ofRefusal(JsonNode errors) {
    var invalid = new ArrayList<InvalidTarget>();
    for (JsonNode error : errors) {
      Matcher pointer = POINTER.matcher(error.path("pointer").asText());
      if (pointer.matches()) {
        invalid.add(
            new InvalidTarget(Integer.parseInt(pointer.group(1)), error.path("reason").asText()));
      }
    }
    return invalid;
  }

  /** For people, where nothing is known about the place it came from. */
  @Override
  public String toString() {
    return "target " + (index + 1) + " " + reason;
  }
}
