package dev.bonghwa.nms.endpoints;

import dev.bonghwa.endpoint.GonePage;
import dev.bonghwa.nms.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a place in the list of gone endpoints is written: {@code MILLIS:KEY}, or ISO 8601. */
final class Since {
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15}):([A-Za-z0-9]{0,64})");

  private Since() {}

  static GonePage.Place parse(@Nullable String text) {
    if (text == null) {
      return GonePage.Place.START;
    }
    Matcher cursor = CURSOR.matcher(text);
    if (cursor.matches()) {
      return place(Long.parseLong(cursor.group(1)), cursor.group(2));
    }
    try {
      return place(Instant.parse(text).toEpochMilli(), "");
    } catch (DateTimeException | ArithmeticException e) { // malformed, or too far away for millis
      throw Problem.at(400, "since", "must be a cursor of this list or a time as ISO 8601");
    }
  }

  static String write(GonePage.Place place) {
    return place.at().toEpochMilli() + ":" + place.afterKey();
  }

  private static GonePage.Place place(long millis, String afterKey) {
    return new GonePage.Place(Instant.ofEpochMilli(millis), afterKey);
  }
}
