package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;

/** The fields of a job's hash as one read found them; {@code common/README.md} lists them. */
record JobHash(Map<String, byte[]> fields) {

  Set<String> names() {
    return fields.keySet();
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** Empty when it is absent. */
  String text(String field) {
    byte[] value = fields.get(field);
    return value == null ? "" : new String(value, UTF_8);
  }

  /** 0 when it is absent. */
  long number(String field) {
    return has(field) ? Long.parseLong(text(field)) : 0;
  }
}
