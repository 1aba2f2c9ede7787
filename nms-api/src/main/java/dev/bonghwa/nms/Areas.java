package dev.bonghwa.nms;

import dev.bonghwa.endpoint.Probations;
import dev.bonghwa.nms.endpoints.GoneRoutes;
import dev.bonghwa.nms.http.ApiKeys;
import dev.bonghwa.nms.http.Area;
import dev.bonghwa.nms.http.ProblemJson;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.jobs.JobRates;
import dev.bonghwa.nms.jobs.JobRoutes;
import dev.bonghwa.nms.legacy.LegacyRefusal;
import dev.bonghwa.nms.legacy.LegacyRoutes;
import dev.bonghwa.nms.metrics.Prometheus;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.nodes.NodeQueues;
import dev.bonghwa.nms.nodes.NodeRoutes;
import dev.bonghwa.nms.proxies.Proxies;
import dev.bonghwa.nms.proxies.ProxyRoutes;
import dev.bonghwa.nms.stats.StatsRoutes;
import dev.bonghwa.nms.store.Store;
import dev.bonghwa.nms.submit.Submissions;
import dev.bonghwa.queue.Backlog;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.registry.NodeRegistry;
import java.util.ArrayList;
import java.util.List;

/** Which operations the two ports offer, and to whom. */
final class Areas {
  private final Redis redis;
  private final Store store;
  private final NodeRegistry registry;
  private final Fleet fleet;

  Areas(Redis redis, Store store, NodeRegistry registry, Fleet fleet) {
    this.redis = redis;
    this.store = store;
    this.registry = registry;
    this.fleet = fleet;
  }

  /** The published port. */
  List<Area> api(
      List<String> apiKeys,
      Submissions submissions,
      Backlog backlog,
      JobRates rates,
      Health health) {
    ApiKeys keys = new ApiKeys(apiKeys);
    Proxies proxies = new Proxies(redis);
    List<Route> v1 = new ArrayList<>();
    v1.addAll(new JobRoutes(submissions, store, fleet, rates).routes());
    v1.addAll(new NodeRoutes(fleet, registry, new NodeQueues(store.reader())).routes());
    v1.addAll(new GoneRoutes(store.gone()).routes());
    v1.addAll(new ProxyRoutes(proxies).routes());
    Probations probations = new Probations(redis);
    v1.addAll(new StatsRoutes(backlog, store.reader(), fleet, probations).routes());
    List<Route> legacy = new LegacyRoutes(submissions, fleet, proxies, store.gone()).routes();
    List<Route> open = new ArrayList<>(health.routes());
    open.add(Route.of("GET", "/openapi.json", new OpenApi()::show));
    return List.of(
        new Area("/v1", keys, v1, new ProblemJson()),
        new Area("/api", keys, legacy, new LegacyRefusal()),
        new Area("", null, open, new ProblemJson()));
  }

  /** The port that is never published. */
  List<Area> management(Health health, Prometheus prometheus) {
    List<Route> routes = new ArrayList<>(health.routes());
    routes.add(
        Route.of(
            "GET",
            "/metrics",
            request -> Reply.document(Prometheus.CONTENT_TYPE, prometheus.scrape())));
    return List.of(new Area("", null, routes, new ProblemJson()));
  }
}
