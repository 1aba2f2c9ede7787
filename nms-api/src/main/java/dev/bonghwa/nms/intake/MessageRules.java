package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.nms.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Discord would refuse of a message whatever the webhook, found before it is sent a hundred
 * thousand times. A field that is not known here goes through: Discord decides.
 */
final class MessageRules {
  private static final int SUPPRESS_EMBEDS = 1 << 2;
  private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;
  private static final int COMPONENTS_V2 = 1 << 15;
  private static final int KNOWN_FLAGS = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2;
  private static final int LONGEST_CONTENT = 2000;
  private static final int MOST_COMPONENTS = 40;

  /** Discord answers 500 to V2 messages above about this size, although nothing documents it. */
  private static final int LARGE_V2_BYTES = 10_170;

  private final List<Problem.Fault> wrongTypes = new ArrayList<>();
  private final List<Problem.Fault> faults = new ArrayList<>();

  /**
   * Checks a message.
   *
   * @return warnings
   * @throws Problem 400 for a wrong type, 422 for a broken rule; all that was found
   */
  List<String> check(ObjectNode message) {
    types(message);
    refuse(400, wrongTypes);
    unsupported(message);
    boolean v2 = flags(message);
    if (v2) {
      componentsOnly(message);
    } else {
      content(message);
    }
    faults.addAll(EmbedRules.faults(message.path("embeds")));
    refuse(422, faults);
    return v2 ? warnings(message) : List.of();
  }

  private void types(ObjectNode message) {
    for (String field : List.of("content", "username", "avatar_url", "thread_name")) {
      type(message, field, "a string", message.path(field).isTextual());
    }
    for (String field : List.of("embeds", "components", "attachments")) {
      type(message, field, "an array", message.path(field).isArray());
    }
    for (String field : List.of("poll", "allowed_mentions")) {
      type(message, field, "an object", message.path(field).isObject());
    }
    type(message, "flags", "a whole number", message.path("flags").isIntegralNumber());
    type(message, "tts", "true or false", message.path("tts").isBoolean());
    wrongTypes.addAll(EmbedRules.wrongTypes(message.path("embeds")));
  }

  private void type(ObjectNode message, String field, String name, boolean right) {
    if (message.hasNonNull(field) && !right) {
      wrongTypes.add(new Problem.Fault("/message/" + field, "must be " + name));
    }
  }

  private void unsupported(ObjectNode message) {
    for (String field : List.of("attachments", "files", "payload_json")) {
      if (isThere(message, field)) {
        fault(field, "is not supported: nothing can be uploaded with a message");
      }
    }
    if (isThere(message, "thread_id")) {
      fault("thread_id", "is no field of a message: a target's URL names it, as ?thread_id=ID");
    }
  }

  private boolean flags(ObjectNode message) {
    JsonNode flags = message.path("flags");
    boolean known = !flags.isNumber() || (flags.canConvertToInt() && isKnown(flags.intValue()));
    if (!known) {
      fault("flags", "may only hold 4, 4096 and 32768");
    }
    return known && (flags.intValue() & COMPONENTS_V2) != 0;
  }

  private static boolean isKnown(int flags) {
    return (flags & ~KNOWN_FLAGS) == 0;
  }

  private void componentsOnly(ObjectNode message) {
    for (String field : List.of("content", "embeds", "poll")) {
      if (isThere(message, field)) {
        fault(field, "must not be there with the flag 32768 (components V2)");
      }
    }
    if (!isThere(message, "components")) {
      fault("components", "must be there with the flag 32768 (components V2)");
    } else if (components(message.path("components")) > MOST_COMPONENTS) {
      fault("components", "has more than " + MOST_COMPONENTS + " components, nested ones counted");
    }
  }

  private void content(ObjectNode message) {
    JsonNode content = message.path("content");
    if (TextLength.of(content) > LONGEST_CONTENT) {
      fault("content", "is longer than " + LONGEST_CONTENT + " characters");
    }
    boolean says =
        !content.asText("").isBlank()
            || Set.of("embeds", "components", "poll", "attachments", "files").stream()
                .anyMatch(field -> isThere(message, field));
    if (!says) {
      faults.add(
          new Problem.Fault(
              "/message", "is empty: it needs content, embeds, components or a poll"));
    }
  }

  private static int components(JsonNode node) {
    int count = node.isObject() && node.has("type") ? 1 : 0;
    for (JsonNode child : node) {
      count += components(child);
    }
    return count;
  }

  private static List<String> warnings(ObjectNode message) {
    int bytes = message.path("components").toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes <= LARGE_V2_BYTES
        ? List.of()
        : List.of(
            "the components have %,d bytes: Discord is known to answer 500 above about %,d"
                .formatted(bytes, LARGE_V2_BYTES));
  }

  private static boolean isThere(ObjectNode message, String field) {
    JsonNode value = message.path(field);
    boolean empty = value.isMissingNode() || value.isNull();
    return !empty && !(value.isContainerNode() && value.isEmpty()) && !isEmptyText(value);
  }

  private static boolean isEmptyText(JsonNode value) {
    return value.isTextual() && value.textValue().isEmpty();
  }

  private void fault(String field, String reason) {
    faults.add(new Problem.Fault("/message/" + field, reason));
  }

  private static void refuse(int status, List<Problem.Fault> found) {
    if (!found.isEmpty()) {
      Problem.Fault first = found.getFirst();
      throw Problem.of(status, first.pointer() + ": " + first.reason(), found);
    }
  }
}
