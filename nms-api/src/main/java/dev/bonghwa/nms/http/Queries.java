package dev.bonghwa.nms.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Reads the query string and refuses what the route does not know: a misspelt {@code ?strict} must
 * not pass.
 */
final class Queries {
  private Queries() {}

  static MultiMap check(HttpServerRequest request, Set<String> known) {
    MultiMap query = decode(request);
    for (String name : query.names()) {
      if (!known.contains(name)) {
        throw Problem.of(400, "unknown query parameter; this path takes " + list(known));
      }
      if (query.getAll(name).size() > 1) {
        throw Problem.at(400, name, "is given more than once");
      }
    }
    return query;
  }

  private static MultiMap decode(HttpServerRequest request) {
    try {
      return request.params();
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "the query has a bad percent-encoding");
    }
  }

  private static String list(Set<String> known) {
    return known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().toList());
  }
}
