package dev.bonghwa.nms.endpoints;

import dev.bonghwa.endpoint.GoneEndpoint;
import dev.bonghwa.nms.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of gone endpoints: {@code MILLIS:KEY}, or a moment as ISO 8601.
 *
 * @param afterKey of those found at that millisecond, only the ones found after this one
 */
record Since(Instant at, String afterKey) {
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15}):([A-Za-z0-9]{0,64})");

  static Since parse(@Nullable String text) {
    if (text == null) {
      return new Since(Instant.EPOCH, "");
    }
    Matcher cursor = CURSOR.matcher(text);
    if (cursor.matches()) {
      return new Since(Instant.ofEpochMilli(Long.parseLong(cursor.group(1))), cursor.group(2));
    }
    try {
      return new Since(Instant.ofEpochMilli(Instant.parse(text).toEpochMilli()), "");
    } catch (DateTimeException | ArithmeticException e) { // malformed, or too far away for millis
      throw Problem.at(400, "since", "must be a cursor of this list or a time as ISO 8601");
    }
  }

  static Since after(GoneEndpoint last) {
    return new Since(last.at(), last.key().value());
  }

  @Override
  public String toString() {
    return at.toEpochMilli() + ":" + afterKey;
  }
}
