package dev.bonghwa.worker.egress;

import dev.bonghwa.worker.send.SendResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers of a portal that wants a human to log in first: a redirect, or a page. */
final class Captive {
  private Captive() {}

  static boolean isForeign(SendResult.Tried result) {
    return result instanceof SendResult.Answer answer
        && (answer.status() / 100 == 3 || isPage(answer.headers().contentType()));
  }

  private static boolean isPage(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/html");
  }
}
