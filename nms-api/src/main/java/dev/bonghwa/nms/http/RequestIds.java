package dev.bonghwa.nms.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caller's id of a request if it is harmless in a header and in a log, else a new one. */
final class RequestIds {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private RequestIds() {}

  static String of(@Nullable String header) {
    return header != null && HARMLESS.matcher(header).matches()
        ? header
        : UUID.randomUUID().toString();
  }
}
