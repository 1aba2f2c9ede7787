package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.nms.http.Problem;
import java.util.ArrayList;
import java.util.List;

/** Discord's limits on embeds, in characters. */
final class EmbedRules {
  private static final int MOST = 10;
  private static final int MOST_TEXT = 6000;
  private static final int MOST_FIELDS = 25;

  private EmbedRules() {}

  private record Part(JsonNode text, String pointer, int most) {}

  static List<Problem.Fault> wrongTypes(JsonNode embeds) {
    List<Problem.Fault> faults = new ArrayList<>();
    for (int i = 0; i < embeds.size(); i++) {
      if (!embeds.path(i).isObject()) {
        faults.add(new Problem.Fault(at(i), "must be an object"));
      } else {
        parts(embeds.path(i), at(i)).stream()
            .filter(part -> isWrong(part.text()))
            .forEach(part -> faults.add(new Problem.Fault(part.pointer(), "must be a string")));
      }
    }
    return faults;
  }

  static List<Problem.Fault> faults(JsonNode embeds) {
    List<Problem.Fault> faults = new ArrayList<>();
    int all = 0;
    for (int i = 0; i < embeds.size(); i++) {
      for (Part part : parts(embeds.path(i), at(i))) {
        int length = TextLength.of(part.text());
        all += length;
        check(faults, length > part.most(), part.pointer(), longer(part.most()));
      }
      String fields = at(i) + "/fields";
      int count = embeds.path(i).path("fields").size();
      check(faults, count > MOST_FIELDS, fields, "has more than " + MOST_FIELDS);
    }
    check(faults, embeds.size() > MOST, "/message/embeds", "has more than " + MOST);
    check(faults, all > MOST_TEXT, "/message/embeds", "together are " + longer(MOST_TEXT));
    return faults;
  }

  private static List<Part> parts(JsonNode embed, String at) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(embed.path("title"), at + "/title", 256));
    parts.add(new Part(embed.path("description"), at + "/description", 4096));
    parts.add(new Part(embed.path("footer").path("text"), at + "/footer/text", 2048));
    parts.add(new Part(embed.path("author").path("name"), at + "/author/name", 256));
    JsonNode fields = embed.path("fields");
    for (int i = 0; i < fields.size(); i++) {
      String field = at + "/fields/" + i;
      parts.add(new Part(fields.path(i).path("name"), field + "/name", 256));
      parts.add(new Part(fields.path(i).path("value"), field + "/value", 1024));
    }
    return parts;
  }

  private static void check(
      List<Problem.Fault> faults, boolean broken, String pointer, String reason) {
    if (broken) {
      faults.add(new Problem.Fault(pointer, reason));
    }
  }

  private static boolean isWrong(JsonNode text) {
    return !text.isMissingNode() && !text.isNull() && !text.isTextual();
  }

  private static String longer(int most) {
    return "longer than " + most + " characters";
  }

  private static String at(int embed) {
    return "/message/embeds/" + embed;
  }
}
