package dev.bonghwa.nms.http;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What all exchanges of one server share. */
final class Doors {
  private final Vertx vertx;
  private final List<Area> areas;
  private final Map<Area, Routing> routings = new HashMap<>();
  private final HttpMeter meter;
  private final ConnectionLimits connections;
  private final Guard guard = new Guard(System::nanoTime);
  private final Set<EventSink> streams = ConcurrentHashMap.newKeySet();

  /** The last area must cover every path. */
  Doors(Vertx vertx, List<Area> areas, HttpMeter meter, ConnectionLimits connections) {
    this.vertx = vertx;
    this.areas = List.copyOf(areas);
    this.meter = meter;
    this.connections = connections;
    areas.forEach(area -> routings.put(area, new Routing(area.routes())));
  }

  Area area(@Nullable String path) {
    String asked = path == null ? "" : path;
    return areas.stream().filter(area -> area.covers(asked)).findFirst().orElseThrow();
  }

  Routing routing(Area area) {
    Routing routing = routings.get(area);
    if (routing == null) {
      throw new IllegalStateException("an area without routing");
    }
    return routing;
  }

  HttpMeter meter() {
    return meter;
  }

  ConnectionLimits connections() {
    return connections;
  }

  Guard guard() {
    return guard;
  }

  Set<EventSink> streams() {
    return streams;
  }

  void later(Duration delay, Runnable task) {
    vertx.setTimer(delay.toMillis(), fired -> task.run());
  }
}
