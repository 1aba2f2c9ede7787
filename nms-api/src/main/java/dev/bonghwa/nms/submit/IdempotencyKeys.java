package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Request;
import java.util.Optional;

/** Reads {@code Idempotency-Key}. */
final class IdempotencyKeys {
  private static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 128;

  private IdempotencyKeys() {}

  static Optional<String> of(Request request) {
    Optional<String> key = request.header(HEADER);
    key.ifPresent(IdempotencyKeys::check);
    return key;
  }

  private static void check(String key) {
    boolean printable = key.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (key.isEmpty() || key.length() > LONGEST || !printable) {
      throw Problem.at(400, HEADER, "must be 1 to 128 printable ASCII characters");
    }
  }
}
