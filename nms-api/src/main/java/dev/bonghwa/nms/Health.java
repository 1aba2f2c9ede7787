package dev.bonghwa.nms;

import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.upkeep.UpkeepLoop;
import dev.bonghwa.redis.Redis;
import java.util.List;

/** {@code /healthz} and {@code /readyz}: they say nothing but their status. */
final class Health {
  private static final int OK = 200;
  private static final int NOT_NOW = 503;

  private final Redis redis;
  private final UpkeepLoop upkeep;
  private volatile boolean stopping;

  Health(Redis redis, UpkeepLoop upkeep) {
    this.redis = redis;
    this.upkeep = upkeep;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/healthz", this::live), Route.of("GET", "/readyz", this::ready));
  }

  void stopping() {
    stopping = true;
  }

  /** That this can be answered is all there is to say. */
  private Reply live(Request request) {
    return status(OK, "live");
  }

  /** Redis answers and upkeep moves. */
  private Reply ready(Request request) {
    boolean ready = !stopping && redis.isConnected() && upkeep.moves();
    return status(ready ? OK : NOT_NOW, ready ? "ready" : "not ready");
  }

  private static Reply status(int status, String word) {
    return Reply.json(status, new Status(word));
  }

  private record Status(String status) {}
}
