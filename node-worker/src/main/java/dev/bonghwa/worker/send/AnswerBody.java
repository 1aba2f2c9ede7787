package dev.bonghwa.worker.send;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first 16 KiB of an answer's body and lets some more pass, so that the connection lives.
 */
final class AnswerBody {
  private static final int PASSED = 64 * 1024;
  private static final byte[] EMPTY = {};

  private @Nullable Buffer kept;
  private int received;

  void add(Buffer chunk) {
    received += chunk.length();
    if (kept == null) {
      kept = Buffer.buffer();
    }
    int room = SendResult.MOST_BODY - kept.length();
    kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
  }

  boolean isTooLong() {
    return received > PASSED;
  }

  byte[] bytes() {
    return kept == null ? EMPTY : kept.getBytes();
  }
}
