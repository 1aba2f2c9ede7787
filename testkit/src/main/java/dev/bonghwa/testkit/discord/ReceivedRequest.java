package dev.bonghwa.testkit.discord;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request for a webhook as it came in.
 *
 * @param webhook the snowflake in its path
 * @param token secret; the receiver does not check it
 * @param job what the receiver's job key found in the body; "" when it looks for none
 * @param attempt 1 for the first request of this webhook in this job
 * @param version of the API in its path; 0 when there is none
 * @param query behind the question mark, "" when there is none
 * @param headers by name in any case; null when absent
 */
public record ReceivedRequest(
    long webhook,
    String token,
    String job,
    int attempt,
    String method,
    int version,
    String query,
    boolean http2,
    Function<String, @Nullable String> headers,
    String body) {

  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** Whether the client wants the message back and not only a 204. */
  public boolean wantsMessage() {
    return query.contains("wait=true");
  }

  @Override
  public String toString() {
    return method
        + " "
        + Long.toUnsignedString(webhook)
        + "/*** attempt "
        + attempt
        + " of \""
        + job
        + "\"";
  }
}
