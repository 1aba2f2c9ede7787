package dev.bonghwa.nms.http;

import org.jspecify.annotations.Nullable;

/**
 * Where in a list a request wants to begin.
 *
 * @param cursor what the page before gave as {@code next}; null for the first page
 */
public record Pages(int limit, @Nullable String cursor) {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  /** Reads {@code limit} and the parameter that holds the cursor. */
  public static Pages of(Request request, String cursorName) {
    return new Pages(
        request.query("limit", USUAL, 1, MOST), request.query(cursorName).orElse(null));
  }

  /** For a cursor that no page gave: it must not pass for none, which is the first page again. */
  public static Problem noCursor() {
    return Problem.at(400, "cursor", "is not one that this list gave");
  }
}
