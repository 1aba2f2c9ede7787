package dev.bonghwa.nms.stats;

import dev.bonghwa.endpoint.Probations;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.Backlog;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/stats}. */
public final class StatsRoutes {
  private static final int MOST_JOBS = 1_000;

  private final Backlog backlog;
  private final JobReader reader;
  private final Fleet fleet;
  private final Probations probations;

  /** Takes all that is counted. */
  public StatsRoutes(Backlog backlog, JobReader reader, Fleet fleet, Probations probations) {
    this.backlog = backlog;
    this.reader = reader;
    this.fleet = fleet;
    this.probations = probations;
  }

  /** The one operation. */
  public List<Route> routes() {
    return List.of(Route.of("GET", "/v1/stats", this::show));
  }

  /** Totals are those of the newest 1,000 jobs that are kept. */
  private record Stats(
      Map<String, Long> totals,
      double ratePerSecond,
      BacklogView backlog,
      NodesView nodes,
      EndpointsView endpoints,
      RedisView redis) {}

  private record BacklogView(long jobs, long targets, @Nullable Double oldestSeconds) {}

  private record NodesView(int registered, int alive, int inFlight, int maxConcurrent) {}

  private record EndpointsView(long onProbation) {}

  private record RedisView(long usedBytes, long maxBytes) {}

  private Reply show(Request request) throws InterruptedException {
    Backlog.Size size = Await.on(backlog.read());
    return Reply.json(
        200,
        new Stats(
            totals(Await.on(reader.list(null, MOST_JOBS, null)).items()),
            Json.tenths(fleet.rate()),
            new BacklogView(size.jobs(), size.targets(), age(size.oldest())),
            nodes(fleet.now()),
            new EndpointsView(Await.on(probations.count())),
            new RedisView(size.usedBytes(), size.maxBytes())));
  }

  private static Map<String, Long> totals(List<Job> jobs) {
    Map<String, Long> totals = new LinkedHashMap<>();
    totals.put("jobs", (long) jobs.size());
    totals.put("targets", jobs.stream().mapToLong(Job::total).sum());
    for (TargetState state : TargetState.values()) {
      totals.put(state.word(), jobs.stream().mapToLong(job -> job.count(state)).sum());
    }
    return totals;
  }

  private @Nullable Double age(@Nullable Instant made) throws InterruptedException {
    return made == null ? null : Await.on(backlog.age(made)).toMillis() / 1000.0;
  }

  private static NodesView nodes(List<RegisteredNode> all) {
    List<RegisteredNode> alive = all.stream().filter(RegisteredNode::alive).toList();
    return new NodesView(
        all.size(),
        alive.size(),
        sum(alive, node -> node.status().inFlight()),
        sum(alive, node -> node.status().maxConcurrent()));
  }

  private static int sum(List<RegisteredNode> nodes, ToIntFunction<RegisteredNode> number) {
    return nodes.stream().mapToInt(number).sum();
  }
}
