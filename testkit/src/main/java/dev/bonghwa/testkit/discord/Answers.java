package dev.bonghwa.testkit.discord;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import java.util.Locale;

/** Discord's answers, and those of what stands in front of it, as they look on the wire. */
public final class Answers {
  private static final Answer NO_CONTENT = Answer.of(204).body("text/html; charset=utf-8", "");
  private static final Answer GONE = error(404, 10015, "Unknown Webhook");
  private static final Answer BAD_TOKEN = error(401, 50027, "Invalid Webhook Token");
  private static final Answer FORBIDDEN = error(403, 50013, "Missing Permissions");
  private static final Answer BLOCKED = error(403, 40333, "internal network error").fromEdge();

  private Answers() {}

  /** 204, or 200 with the message when the request wants it. */
  public static Answer delivered(ReceivedRequest request) {
    return request.wantsMessage() ? message(request) : NO_CONTENT;
  }

  /** 200 with a message, as {@code wait=true} gives. */
  public static Answer message(ReceivedRequest request) {
    String id = Long.toUnsignedString(request.webhook());
    return Answer.of(200)
        .json(
            0,
            "{\"id\":\"1100000000000000001\",\"type\":0,\"content\":\"\",\"channel_id\":\"1100000000000000002\","
                + "\"author\":{\"bot\":true,\"id\":\""
                + id
                + "\",\"username\":\"beacon\"},"
                + "\"webhook_id\":\""
                + id
                + "\"}");
  }

  /** An error with Discord's JSON body. */
  public static Answer error(int status, int code, String message) {
    return Answer.of(status)
        .json(code, "{\"message\": \"" + message + "\", \"code\": " + code + "}");
  }

  /** 404 with 10015: there is no such webhook, and asking again is punished. */
  public static Answer gone() {
    return GONE;
  }

  /** 401 with 50027. */
  public static Answer badToken() {
    return BAD_TOKEN;
  }

  /** 403 with 50013. */
  public static Answer forbidden() {
    return FORBIDDEN;
  }

  /** 429 for this webhook. */
  public static Answer rateLimited(Duration retryAfter) {
    return rateLimited(retryAfter, "user");
  }

  /** 429 for all webhooks of a channel; it does not count as an invalid request. */
  public static Answer rateLimitedShared(Duration retryAfter) {
    return rateLimited(retryAfter, "shared");
  }

  /** 429 for everything that comes from this address. */
  public static Answer rateLimitedGlobally(Duration retryAfter) {
    return rateLimited(retryAfter, "global").header("X-RateLimit-Global", "true");
  }

  private static Answer rateLimited(Duration retryAfter, String scope) {
    String seconds = String.format(Locale.ROOT, "%.3f", retryAfter.toMillis() / 1000.0);
    String body =
        "{\"message\": \"You are being rate limited.\", \"retry_after\": "
            + seconds
            + ", \"global\": "
            + scope.equals("global")
            + "}";
    return Answer.of(429).json(0, body).retryAfter(retryAfter).header("X-RateLimit-Scope", scope);
  }

  /** 500, 502, 503, … of Discord itself. */
  public static Answer serverError(int status) {
    return Answer.of(status)
        .json(0, "{\"message\": \"" + status + ": Internal Server Error\", \"code\": 0}");
  }

  /** Cloudflare's ban: 429, HTML, neither Via nor X-RateLimit; no Retry-After either. */
  public static Answer banPage() {
    return Answer.of(429)
        .body(
            "text/html; charset=UTF-8",
            "<!doctype html><title>Access denied</title><p>error code: 1015</p>")
        .fromEdge();
  }

  /** The same ban as bare text. */
  public static Answer banText() {
    return Answer.of(429).body("text/plain; charset=UTF-8", "error code: 1015").fromEdge();
  }

  /** The ban in JSON with code 0. */
  public static Answer banJson() {
    return Answer.of(429)
        .json(
            0,
            "{\"code\": 0, \"message\": \"You are being blocked from accessing our API"
                + " temporarily.\"}")
        .fromEdge();
  }

  /** 403 with 40333: Cloudflare blocks this client. */
  public static Answer blocked() {
    return BLOCKED;
  }
}
