package dev.bonghwa.nms.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the answer to one request, and leaves its connection fit for the next or closes it. Called
 * on a virtual thread; whatever touches Vert.x hops onto the event loop.
 */
final class AnswerWriter {
  private static final Logger log = LoggerFactory.getLogger(AnswerWriter.class);

  /**
   * As much of an unread body is swallowed to keep a connection; with more to come it is closed.
   */
  private static final int CHEAP_TO_SWALLOW = 64 * 1024;

  /** So that watching never takes the connections that submitting needs. */
  private static final int MOST_STREAMS = 128;

  private static final int CHUNK = 16 * 1024;
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final HttpServerRequest request;
  private final Context context;
  private final Doors doors;
  private final BodyStream body;
  private final String id;

  AnswerWriter(
      HttpServerRequest request, Context context, Doors doors, BodyStream body, String id) {
    this.request = request;
    this.context = context;
    this.doors = doors;
    this.body = body;
    this.id = id;
  }

  /** Returns the status when all is written, or nobody is left to read it. */
  int write(Reply reply) {
    return switch (reply) {
      case Reply.Whole whole -> writeWhole(whole, !body.endsWithin(CHEAP_TO_SWALLOW));
      case Reply.Chunked chunked -> writeChunked(chunked);
      case Reply.Streamed stream when isHead() ->
          writeChunked(new Reply.Chunked("text/event-stream", nothing -> {}));
      case Reply.Streamed(Reply.Source source) -> {
        if (doors.streams().size() >= MOST_STREAMS) {
          throw Problem.later(503, "too many event streams are open", LINGER);
        }
        yield writeStream(source);
      }
    };
  }

  /** What follows on the connection cannot be read, so it ends with this answer. */
  int writeLast(Reply.Whole reply) {
    return writeWhole(reply, true);
  }

  boolean isHead() {
    return request.method().equals(HttpMethod.HEAD);
  }

  private int writeWhole(Reply.Whole reply, boolean close) {
    context.runOnContext(
        now -> {
          HttpServerResponse response = head(reply.status(), reply.contentType(), close);
          reply.headers().forEach(response::putHeader);
          Buffer bytes = Buffer.buffer(reply.body());
          if (isHead()) {
            response.putHeader("Content-Length", Integer.toString(bytes.length()));
          }
          end(isHead() ? Buffer.buffer() : bytes, close);
        });
    return reply.status();
  }

  private int writeChunked(Reply.Chunked reply) {
    boolean close = !body.endsWithin(CHEAP_TO_SWALLOW);
    context.runOnContext(now -> head(200, reply.contentType(), close).setChunked(true));
    try {
      if (!isHead()) {
        OutputStream out =
            new BufferedOutputStream(new BodyOutput(request.response(), context), CHUNK);
        reply.body().writeTo(out);
        out.flush();
      }
      context.runOnContext(now -> end(Buffer.buffer(), close));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      breakOff(e);
    } catch (IOException | RuntimeException e) {
      breakOff(e);
    }
    return 200;
  }

  /** Without the last chunk the client knows that it has not got all. */
  private void breakOff(Exception why) {
    log.warn(
        "request {}: its answer breaks off and may be asked for again: {}", id, why.toString());
    context.runOnContext(now -> request.connection().close());
  }

  private int writeStream(Reply.Source source) {
    EventSink sink = new EventSink(request.response(), context);
    doors.streams().add(sink);
    context.runOnContext(now -> head(200, "text/event-stream", false));
    sink.open();
    try {
      source.writeTo(sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn(
          "request {}: the event stream ends early, the client may ask again: {}",
          id,
          e.toString());
    } finally {
      doors.streams().remove(sink);
      context.runOnContext(now -> endStream());
    }
    return 200;
  }

  private void endStream() {
    if (!request.response().closed()) {
      doors.connections().requestEnded(request.connection());
      request.response().end();
    }
  }

  private void end(Buffer last, boolean close) {
    if (!request.response().closed()) {
      doors.connections().requestEnded(request.connection());
      request.response().end(last).onComplete(sent -> swallowRest(close));
    }
  }

  /**
   * Reading on lets the client finish writing and see the answer; closing at once would reset it
   * away.
   */
  private void swallowRest(boolean close) {
    body.discard();
    if (close) {
      doors.later(LINGER, () -> request.connection().close());
    }
  }

  private HttpServerResponse head(int status, String contentType, boolean close) {
    HttpServerResponse response = request.response().setStatusCode(status);
    response.putHeader("X-Request-Id", id);
    response.putHeader("Cache-Control", "no-store");
    if (!contentType.isEmpty()) {
      response.putHeader("Content-Type", contentType);
    }
    if (close) {
      response.putHeader("Connection", "close");
    }
    return response;
  }
}
