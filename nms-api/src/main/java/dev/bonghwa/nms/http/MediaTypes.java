package dev.bonghwa.nms.http;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code Content-Type}. */
final class MediaTypes {
  private MediaTypes() {}

  static String check(@Nullable String header, Set<String> accepted) {
    String[] parts = (header == null ? "" : header).toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    if (!accepted.contains(type)) {
      throw Problem.of(415, "Content-Type must be " + String.join(" or ", new TreeSet<>(accepted)));
    }
    for (int i = 1; i < parts.length; i++) {
      refuseOtherCharset(parts[i].strip());
    }
    return type;
  }

  private static void refuseOtherCharset(String parameter) {
    if (parameter.startsWith("charset=")) {
      String charset = parameter.substring("charset=".length()).replace("\"", "");
      if (!charset.equals("utf-8")) {
        throw Problem.of(415, "the charset must be UTF-8");
      }
    }
  }
}
