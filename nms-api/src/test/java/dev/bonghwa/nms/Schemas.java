package dev.bonghwa.nms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** As much of JSON Schema as openapi.json uses. */
final class Schemas {
  private final JsonNode document;

  Schemas(JsonNode document) {
    this.document = document;
  }

  /** The object itself, or what its {@code $ref} points to. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** Where the value is not as described; empty when it is. */
  List<String> faults(JsonNode value, JsonNode schema) {
    List<String> faults = new ArrayList<>();
    check(value, resolve(schema), "", faults);
    return faults;
  }

  private void check(JsonNode value, JsonNode schema, String at, List<String> faults) {
    if (schema.has("anyOf")) {
      checkAny(value, schema.path("anyOf"), at, faults);
      return;
    }
    if (!hasType(value, schema.path("type"))) {
      faults.add(at + " is " + value.getNodeType() + ", not " + schema.path("type"));
      return;
    }
    if (value.isObject()) {
      checkObject(value, schema, at, faults);
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), resolve(schema.path("items")), at + "/" + i, faults);
      }
    }
    if (value.isTextual()) {
      checkText(value.asText(), schema, at, faults);
    }
  }

  /** Tells the faults under the one that has the fewest. */
  private void checkAny(JsonNode value, JsonNode schemas, String at, List<String> faults) {
    schemas
        .valueStream()
        .map(schema -> faults(value, schema))
        .min(Comparator.comparingInt(List::size))
        .orElseThrow()
        .forEach(fault -> faults.add(at + fault));
  }

  private void checkObject(JsonNode value, JsonNode schema, String at, List<String> faults) {
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                faults.add(at + "/" + name.asText() + " is missing");
              }
            });
    value
        .fieldNames()
        .forEachRemaining(
            name -> {
              JsonNode property = schema.path("properties").path(name);
              if (!property.isMissingNode()) {
                check(value.get(name), resolve(property), at + "/" + name, faults);
              } else if (schema.path("additionalProperties").isBoolean()) {
                faults.add(at + "/" + name + " is not described");
              }
            });
  }

  private static void checkText(String text, JsonNode schema, String at, List<String> faults) {
    if (schema.has("enum")
        && schema.path("enum").valueStream().noneMatch(e -> e.asText().equals(text))) {
      faults.add(at + " is not one of " + schema.path("enum"));
    }
    if (schema.has("pattern") && !text.matches(schema.path("pattern").asText())) {
      faults.add(at + " is not like " + schema.path("pattern"));
    }
    if (schema.path("format").asText().equals("date-time")) {
      Instant.parse(text);
    }
  }

  private static boolean hasType(JsonNode value, JsonNode type) {
    return type.isArray()
        ? type.valueStream().anyMatch(t -> hasType(value, t))
        : switch (type.asText("")) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> true;
        };
  }
}
