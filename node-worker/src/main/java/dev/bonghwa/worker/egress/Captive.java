package dev.bonghwa.worker.egress;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import java.util.Locale;

/**
 * Answers of a portal that wants a human to log in first: a redirect, or a page without the marks
 * of Discord, which labels even its empty answers as HTML. Other hosts have no marks to tell by:
 * what they answer is theirs.
 */
final class Captive {
  private Captive() {}

  static boolean isForeign(Endpoint endpoint, SendResult.Attempted result) {
    return endpoint.isDiscord()
        && result instanceof SendResult.Answer answer
        && (answer.status() / 100 == 3 || isStrangePage(answer.headers()));
  }

  private static boolean isStrangePage(Headers headers) {
    String type = headers.contentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("text/html")
        && headers.via() == null
        && !headers.limited();
  }
}
