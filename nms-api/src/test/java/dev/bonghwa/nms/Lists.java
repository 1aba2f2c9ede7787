package dev.bonghwa.nms;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of submits. */
final class Lists {
  private static final long FIRST_ID = 100_000_000_000_000_000L;
  private static final String TOKEN = "t".repeat(68);

  private Lists() {}

  /** {@code ID/TOKEN} of the n-th webhook. */
  static String webhook(int n) {
    return (FIRST_ID + n) + "/" + TOKEN;
  }

  /** A submit of the first {@code count} webhooks. */
  static String submit(int count) {
    return submit(
        IntStream.range(0, count)
            .mapToObj(n -> '"' + webhook(n) + '"')
            .collect(Collectors.joining(",")));
  }

  /** A submit of these entries, as JSON. */
  static String submit(String targets) {
    return "{\"message\":{\"content\":\"방송 시작!\"},\"targets\":[" + targets + "]}";
  }
}
