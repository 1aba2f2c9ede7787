package dev.bonghwa.nms.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its header to the end of its answer: key, route, handler, reply. Runs on a
 * virtual thread; whatever touches Vert.x hops back onto the event loop.
 */
final class ServedRequest {
  private static final Logger log = LoggerFactory.getLogger(ServedRequest.class);

  private final HttpServerRequest request;
  private final Context context;
  private final Doors doors;
  private final BodyStream body;
  private final String id;
  private final AnswerWriter answer;
  private final long began = System.nanoTime();
  private String route = "none";

  ServedRequest(HttpServerRequest request, Context context, Doors doors, BodyStream body) {
    this.request = request;
    this.context = context;
    this.doors = doors;
    this.body = body;
    this.id = RequestIds.of(request.getHeader("X-Request-Id"));
    this.answer = new AnswerWriter(request, context, doors, body, id);
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
    } catch (RuntimeException | Error e) { // a client that gets no answer waits for ever
      log.error("request {} {} failed and is answered 500", id, route, e);
      write(refusal(area, Problem.of(500, "the log has the cause under this request id")));
    }
  }

  /** Answers what could not be read as a request: it has no key, and nothing can follow it. */
  void refuse(Problem unreadable) {
    measure(answer.writeLast(refusal(doors.area(request.path()), unreadable)));
  }

  private Reply handle(Area area) throws InterruptedException {
    if (area.keys() != null) {
      doors.guard().enter(request, area.keys());
      context.runOnContext(now -> trust());
    }
    String method = answer.isHead() ? "GET" : request.method().name();
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

  /** On the event loop, as soon as the client has shown its key. */
  private void trust() {
    doors.connections().trust(request.connection());
    body.expect();
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
    measure(answer.write(reply));
  }

  private void measure(int status) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    doors.meter().answered(request.method().name(), route, status, took);
    log.debug(
        "{} {} {} in {} ms, request {}", request.method(), route, status, took.toMillis(), id);
  }
}
