package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;

/** An answer of nms-api; the body is a missing node when it was not JSON. */
record Answer(int status, HttpHeaders headers, JsonNode body) {

  private static final long LONGEST_WAIT_SECONDS = 30;

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  boolean saysWhenToRetry() {
    return headers.firstValue("Retry-After").isPresent();
  }

  /** What {@code Retry-After} asks for, 1 s to 30 s; 1 s when it says nothing readable. */
  Duration retryAfter() {
    String text = headers.firstValue("Retry-After").orElse("");
    long seconds = text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 1;
    return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT_SECONDS));
  }
}
