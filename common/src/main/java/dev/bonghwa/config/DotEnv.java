package dev.bonghwa.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code NAME=value} lines; comments, {@code export} and quotes are understood. */
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

  private DotEnv() {}

  /** Faults name the line by number only: what stands on it may be a secret. */
  static Map<String, String> parse(String text, List<String> faults) {
    Map<String, String> values = new HashMap<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        values.put(parts.group(1), unquote(parts.group(2).strip()));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        faults.add("ENV_FILE, line " + (i + 1) + ": not of the form NAME=value");
      }
    }
    return values;
  }

  private static String unquote(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
