package dev.bonghwa.testkit.receiver;

/** Tells from a body which job it belongs to, so that attempts are counted per job. */
@FunctionalInterface
public interface JobKey {

  /** "" when the body does not say. */
  String of(String body);

  /** All requests of a webhook belong together: enough for one job. */
  static JobKey none() {
    return body -> "";
  }

  /** What follows {@code prefix} in the body, as far as it is letters, digits, '-', '_' or '.'. */
  static JobKey marker(String prefix) {
    return body -> {
      int at = body.indexOf(prefix);
      return at < 0 ? "" : word(body, at + prefix.length());
    };
  }

  private static String word(String body, int from) {
    int to = from;
    while (to < body.length() && isWord(body.charAt(to))) {
      to++;
    }
    return body.substring(from, to);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }
}
