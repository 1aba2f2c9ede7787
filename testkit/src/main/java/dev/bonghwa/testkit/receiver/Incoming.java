package dev.bonghwa.testkit.receiver;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole request of either version of HTTP. Its path holds a secret. */
record Incoming(
    String method, String path, Function<String, @Nullable String> headers, String body) {
  private static final Pattern WEBHOOK =
      Pattern.compile(
          "/api(?:/v(?<version>\\d{1,6}))?/webhooks/(?<id>\\d{1,20})/(?<token>[A-Za-z0-9_.-]+)(?:/slack|/github)?(?:\\?(?<query>.*))?");

  /** Matches when the path is that of a webhook: version, id, token, query. */
  Matcher webhook() {
    return WEBHOOK.matcher(path);
  }

  @Override
  public String toString() {
    return method;
  }
}
