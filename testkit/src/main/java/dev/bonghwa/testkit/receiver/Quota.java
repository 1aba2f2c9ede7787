package dev.bonghwa.testkit.receiver;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so long a time.
 *
 * @param requests 0: as many as come
 */
public record Quota(int requests, Duration window) {
  /** As many as come. */
  public static final Quota NONE = new Quota(0, Duration.ZERO);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

  public static Quota of(int requests, Duration window) {
    return new Quota(requests, window);
  }

  public boolean isNone() {
    return requests == 0;
  }

  /** From requests and milliseconds: {@code 5/2000}. */
  static Quota parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not requests and milliseconds such as 5/2000: " + text);
    }
    return new Quota(
        Integer.parseInt(parts.group(1)), Duration.ofMillis(Long.parseLong(parts.group(2))));
  }
}
