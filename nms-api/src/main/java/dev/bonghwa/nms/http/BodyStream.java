package dev.bonghwa.nms.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a blocking stream with back-pressure.
 *
 * <p>The request is paused; every buffer that the reader takes asks the event loop for one more, so
 * at most {@link #AHEAD} buffers wait here, whatever the body's size. The slowest accepted client
 * is told by {@link BodyPace}, in time that the reader has waited: the time in which it does
 * something else is not the client's fault and does not count.
 */
final class BodyStream extends InputStream {
  private static final int AHEAD = 8;

  /** As one buffer is at most. */
  private static final int SMALL = 64 * 1024;

  private final HttpServerRequest request;
  private final Context context;
  private final long mostBytes;
  private final BodyPace pace;
  private final BlockingQueue<Event> arrived = new LinkedBlockingQueue<>();

  /** Whether what comes is taken; used on the event loop. */
  private boolean fetching;

  private boolean started;
  private boolean ended;
  private Buffer current = Buffer.buffer();
  private int position;
  private long bytes;

  BodyStream(HttpServerRequest request, Context context, Listen listen) {
    this.request = request;
    this.context = context;
    this.mostBytes = listen.mostBodyBytes();
    this.pace = new BodyPace(listen.patience());
  }

  private sealed interface Event {
    record Bytes(Buffer buffer) implements Event {}

    record End() implements Event {}

    record Broken(Throwable cause) implements Event {}
  }

  /** Called on the event loop, before the handler runs. */
  void attach() {
    request.pause();
    request.handler(buffer -> arrived.add(new Event.Bytes(buffer)));
    request.endHandler(end -> arrived.add(new Event.End()));
    request.exceptionHandler(cause -> arrived.add(new Event.Broken(cause)));
  }

  /**
   * Called on the event loop, for a client that has shown its key: what is small comes in at once,
   * and not when somebody reads it.
   */
  void expect() {
    if (!fetching
        && contentLength() >= 0
        && contentLength() <= SMALL
        && request.getHeader("Expect") == null) {
      fetch();
    }
  }

  private void fetch() {
    fetching = true;
    request.fetch(AHEAD);
  }

  /** True when at most so many bytes of the body may still be to come. */
  boolean endsWithin(int left) {
    return ended || !hasBody() || (contentLength() >= 0 && contentLength() - bytes <= left);
  }

  /** Called on the event loop, when nobody reads any more: throws away what still comes. */
  void discard() {
    request.handler(null);
    request.endHandler(null);
    arrived.clear();
    request.resume();
  }

  @Override
  public int read() throws IOException {
    return more() ? current.getByte(position++) & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, current.length() - position);
    current.getBytes(position, position + count, target, offset);
    position += count;
    return count;
  }

  private boolean more() throws IOException {
    if (!started) {
      start();
    }
    while (!ended && position == current.length()) {
      next();
    }
    return position < current.length();
  }

  private void start() {
    started = true;
    if (!hasBody()) {
      throw Problem.of(411, "send a body with Content-Length or Transfer-Encoding: chunked");
    }
    if (contentLength() > mostBytes) {
      throw tooLarge();
    }
    context.runOnContext(
        now -> {
          if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
          }
          if (!fetching) {
            fetch();
          }
        });
  }

  private void next() throws IOException {
    switch (await()) {
      case Event.Bytes(Buffer buffer) -> take(buffer);
      case Event.End() -> {
        current = Buffer.buffer();
        position = 0;
        ended = true;
      }
      case Event.Broken(Throwable cause) ->
          throw new IOException("the client left before its body was whole", cause);
    }
  }

  private void take(Buffer buffer) {
    current = buffer;
    position = 0;
    bytes += buffer.length();
    if (bytes > mostBytes) {
      throw tooLarge();
    }
    context.runOnContext(now -> request.fetch(1));
  }

  private Event await() throws IOException {
    long before = System.nanoTime();
    try {
      Event event = arrived.poll(pace.nanosLeft(), TimeUnit.NANOSECONDS);
      pace.waited(System.nanoTime() - before, bytes);
      return event == null ? await() : event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
  }

  private Problem tooLarge() {
    return Problem.of(413, "the body is larger than MAX_BODY_BYTES, " + mostBytes + " bytes");
  }

  boolean hasBody() {
    return request.getHeader("Content-Length") != null
        || request.getHeader("Transfer-Encoding") != null;
  }

  private long contentLength() {
    String length = request.getHeader("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }
}
