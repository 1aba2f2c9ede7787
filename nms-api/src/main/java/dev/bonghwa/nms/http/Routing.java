package dev.bonghwa.nms.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the route of a method and a path. Some 30 routes: a list that is walked is fast enough and
 * easy to read.
 */
final class Routing {
  private final List<Pattern> patterns;

  Routing(List<Route> routes) {
    patterns = routes.stream().map(r -> new Pattern(r, r.path().split("/", -1))).toList();
  }

  sealed interface Match {
    record Found(Route route, Map<String, String> params) implements Match {}

    record WrongMethod(Set<String> allowed) implements Match {}

    record Nothing() implements Match {}
  }

  private record Pattern(Route route, String[] segments) {}

  Match find(String method, String path) {
    String[] segments = path.split("/", -1);
    Set<String> allowed = new TreeSet<>();
    for (Pattern pattern : patterns) {
      if (fits(pattern.segments, segments)) {
        if (pattern.route.method().equals(method)) {
          return new Match.Found(pattern.route, params(pattern.segments, segments));
        }
        allowed.add(pattern.route.method());
      }
    }
    return allowed.isEmpty() ? new Match.Nothing() : new Match.WrongMethod(allowed);
  }

  private static boolean fits(String[] pattern, String[] path) {
    if (pattern.length != path.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      boolean same = isParam(pattern[i]) ? !path[i].isEmpty() : pattern[i].equals(path[i]);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> params(String[] pattern, String[] path) {
    Map<String, String> params = new HashMap<>();
    for (int i = 0; i < pattern.length; i++) {
      if (isParam(pattern[i])) {
        params.put(pattern[i].substring(1, pattern[i].length() - 1), decode(path[i]));
      }
    }
    return params;
  }

  private static boolean isParam(String segment) {
    return segment.startsWith("{");
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "the path has a bad percent-encoding");
    }
  }
}
