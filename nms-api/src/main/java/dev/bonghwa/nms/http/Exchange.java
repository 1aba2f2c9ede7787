package dev.bonghwa.nms.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its header to the end of its answer: key, route, handler, reply. Runs on a
 * virtual thread; whatever touches Vert.x hops back onto the event loop.
 */
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /**
   * As much of an unread body is swallowed to keep a connection; with more to come it is closed.
   */
  private static final int CHEAP_TO_SWALLOW = 64 * 1024;

  /** So that watching never takes the connections that submitting needs. */
  private static final int MOST_STREAMS = 128;

  private static final Duration LINGER = Duration.ofSeconds(5);

  private final HttpServerRequest request;
  private final Context context;
  private final Doors doors;
  private final BodyStream body;
  private final String id;
  private final long began = System.nanoTime();
  private String route = "none";

  Exchange(HttpServerRequest request, Context context, Doors doors, BodyStream body) {
    this.request = request;
    this.context = context;
    this.doors = doors;
    this.body = body;
    this.id = RequestIds.of(request.getHeader("X-Request-Id"));
  }

  void run() {
    Area area = doors.area(request.path());
    try {
      write(handle(area));
    } catch (Problem problem) {
      write(refusal(area, problem));
    } catch (ClientLeft e) {
      log.info("request {} ended without an answer: its client left", id);
      context.runOnContext(now -> request.connection().close());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Problem stopping = Problem.later(503, "the server is stopping", Duration.ofSeconds(5));
      write(refusal(area, stopping));
    } catch (RuntimeException e) {
      log.error("request {} {} failed and is answered 500", id, route, e);
      write(refusal(area, Problem.of(500, "the log has the cause under this request id")));
    }
  }

  private Reply handle(Area area) throws InterruptedException {
    if (area.keys() != null && !area.keys().open(request.getHeader("Authorization"))) {
      throw Problem.of(401, "send Authorization: Bearer with a valid API key");
    }
    String method = isHead() ? "GET" : request.method().name();
    return switch (doors.routing(area).find(method, path())) {
      case Routing.Match.Nothing() -> throw Problem.of(404, "there is nothing at this path");
      case Routing.Match.WrongMethod(Set<String> allowed) ->
          refusal(area, Problem.of(405, "this path takes " + String.join(", ", allowed)))
              .with("Allow", String.join(", ", allowed));
      case Routing.Match.Found(Route found, Map<String, String> params) -> {
        route = found.path();
        yield found.handler().handle(asSeen(found, params));
      }
    };
  }

  private boolean isHead() {
    return request.method().equals(HttpMethod.HEAD);
  }

  private String path() {
    String path = request.path();
    return path == null ? "" : path;
  }

  private Request asSeen(Route found, Map<String, String> params) {
    return new Request(id, params, Queries.check(request, found.query()), request.headers(), body);
  }

  private Reply.Whole refusal(Area area, Problem problem) {
    Reply.Whole reply = area.refusal().render(problem, id);
    if (problem.status() == 401) {
      reply = reply.with("WWW-Authenticate", "Bearer");
    }
    Duration later = problem.retryAfter();
    return later == null
        ? reply
        : reply.with("Retry-After", Long.toString(Math.max(1, later.toSeconds())));
  }

  private void write(Reply reply) {
    switch (reply) {
      case Reply.Whole whole -> writeWhole(whole);
      case Reply.Streamed(Reply.Source source) -> {
        if (doors.streams().size() >= MOST_STREAMS) {
          throw Problem.later(503, "too many event streams are open", LINGER);
        }
        writeStream(source);
      }
    }
  }

  private void writeWhole(Reply.Whole reply) {
    boolean close = !body.endsWithin(CHEAP_TO_SWALLOW);
    context.runOnContext(
        now -> {
          HttpServerResponse response = head(reply.status(), reply.contentType());
          reply.headers().forEach(response::putHeader);
          if (close) {
            response.putHeader("Connection", "close");
          }
          doors.connections().requestEnded(request.connection());
          Buffer bytes = Buffer.buffer(reply.body());
          if (isHead()) {
            response.putHeader("Content-Length", Integer.toString(bytes.length()));
          }
          (isHead() ? response.end() : response.end(bytes)).onComplete(sent -> swallowRest(close));
        });
    measure(reply.status());
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

  private void writeStream(Reply.Source source) {
    EventSink sink = new EventSink(request.response(), context);
    doors.streams().add(sink);
    context.runOnContext(now -> head(200, "text/event-stream"));
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
      measure(200);
    }
  }

  private void endStream() {
    if (!request.response().closed()) {
      doors.connections().requestEnded(request.connection());
      request.response().end();
    }
  }

  private HttpServerResponse head(int status, String contentType) {
    HttpServerResponse response = request.response().setStatusCode(status);
    response.putHeader("X-Request-Id", id);
    response.putHeader("Cache-Control", "no-store");
    if (!contentType.isEmpty()) {
      response.putHeader("Content-Type", contentType);
    }
    return response;
  }

  private void measure(int status) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    doors.meter().answered(request.method().name(), route, status, took);
    log.debug(
        "{} {} {} in {} ms, request {}", request.method(), route, status, took.toMillis(), id);
  }
}
