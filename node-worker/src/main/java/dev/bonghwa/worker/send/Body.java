package dev.bonghwa.worker.send;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request: parts that are sent one after the other. A body, and most parts of the
 * others, are shared by all requests of a job, so nobody may change them. Used on one thread.
 */
public final class Body {
  private final List<byte[]> parts;

  /** Made by the first request and used by the rest: the client writes from a duplicate of it. */
  private @Nullable Buffer buffer;

  /** Takes the parts as they are, without a copy. */
  public Body(List<byte[]> parts) {
    this.parts = parts;
  }

  /** The parts, not to be changed. */
  public List<byte[]> parts() {
    return parts;
  }

  /** The contents as text, for tests. */
  public String text() {
    return new String(buffer().getBytes(), StandardCharsets.UTF_8);
  }

  Buffer buffer() {
    Buffer made = buffer;
    if (made == null) {
      made = Buffer.buffer(length());
      parts.forEach(made::appendBytes);
      buffer = made;
    }
    return made;
  }

  private int length() {
    return parts.stream().mapToInt(part -> part.length).sum();
  }

  @Override
  public String toString() {
    return length() + " bytes";
  }
}
