package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the far end did, spelt short for tables; prints as it was spelt. */
final class Far {
  private final SendResult.Attempted other;
  private final int status;
  private final Map<String, String> headers = new TreeMap<>();
  private String body = "";

  private Far(int status, SendResult.Attempted other) {
    this.status = status;
    this.other = other;
  }

  static Far answer(int status) {
    return new Far(status, null);
  }

  static Far discord(int status) {
    return answer(status).header("Via", "1.1 google").header("X-RateLimit-Limit", "5");
  }

  static Far notSent(SendResult.Kind kind) {
    return new Far(0, new SendResult.NotSent(kind, "why"));
  }

  static Far lost() {
    return new Far(0, new SendResult.Lost("why"));
  }

  Far header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Far after(String value) {
    return header("Retry-After", value);
  }

  Far scope(String scope) {
    return header("X-RateLimit-Scope", scope);
  }

  Far remaining(String calls, String resetAfter) {
    return header("X-RateLimit-Remaining", calls).header("X-RateLimit-Reset-After", resetAfter);
  }

  Far code(int code) {
    return json("{\"message\": \"\", \"code\": " + code + "}");
  }

  Far message(String text) {
    return json("{\"message\": \"" + text.replace("\n", "\\n") + "\"}");
  }

  Far json(String json) {
    body = json;
    return header("Content-Type", "application/json");
  }

  Far html(String page) {
    body = page;
    return header("Content-Type", "text/html");
  }

  SendResult.Attempted result() {
    return other != null
        ? other
        : new SendResult.Answer(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return other != null ? other.toString() : status + " " + headers + " " + body;
  }
}
