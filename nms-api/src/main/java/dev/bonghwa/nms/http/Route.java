package dev.bonghwa.nms.http;

import java.util.Set;

/**
 * One operation: {@code GET /v1/jobs/{id}}.
 *
 * @param path literal segments and {@code {name}} segments
 * @param query the names of the query parameters it takes; any other is refused
 */
public record Route(String method, String path, Set<String> query, Handler handler) {
  public Route {
    query = Set.copyOf(query);
  }

  /** Answers one request; may block; throws {@link Problem}. */
  @FunctionalInterface
  public interface Handler {
    Reply handle(Request request) throws InterruptedException;
  }

  /** A route without query parameters. */
  public static Route of(String method, String path, Handler handler) {
    return new Route(method, path, Set.of(), handler);
  }

  /** The same route taking these query parameters. */
  public Route taking(String... names) {
    return new Route(method, path, Set.of(names), handler);
  }
}
