package dev.bonghwa.nms.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes that share a first path segment, a door and a way of saying no.
 *
 * @param prefix {@code /v1}, {@code /api}, or empty for what is left
 * @param keys who may enter, or null when everybody may
 */
public record Area(String prefix, @Nullable ApiKeys keys, List<Route> routes, Refusal refusal) {
  public Area {
    routes = List.copyOf(routes);
  }

  /** How a problem is rendered. */
  @FunctionalInterface
  public interface Refusal {
    Reply.Whole render(Problem problem, String requestId);
  }

  boolean covers(String path) {
    return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
