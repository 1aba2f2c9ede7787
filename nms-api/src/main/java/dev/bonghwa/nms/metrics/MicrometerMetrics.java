package dev.bonghwa.nms.metrics;

import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.nodes.EgressSight;
import dev.bonghwa.queue.Backlog;
import dev.bonghwa.queue.JobUpkeep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * All names, in base units and without ids as labels; what is an operator's own label may be one.
 * Prometheus sees the dots as underscores and adds {@code _total} and {@code _seconds}.
 */
public final class MicrometerMetrics implements NmsMetrics {
  private static final String REQUESTS = "bonghwa.nms.http.requests";
  private static final String SUBMITS = "bonghwa.nms.submits";
  private static final String ENTRIES = "bonghwa.jobs.entries";
  private static final String PASSES = "bonghwa.nms.upkeep.passes";
  private static final String FAILED_PASSES = "bonghwa.nms.upkeep.failures";
  private static final String LATE = "bonghwa.nms.upkeep.late";
  private static final String RECLAIMED = "bonghwa.jobs.batches.reclaimed";
  private static final String EXPIRED = "bonghwa.jobs.targets.expired";
  private static final String QUARANTINED = "bonghwa.jobs.quarantined";
  private static final String UNFINISHED = "bonghwa.jobs.unfinished";
  private static final String BACKLOG = "bonghwa.jobs.backlog.targets";
  private static final String OLDEST = "bonghwa.jobs.oldest.seconds";
  private static final String REDIS_USED = "bonghwa.redis.used.bytes";
  private static final String REDIS_MAX = "bonghwa.redis.max.bytes";
  private static final String NODES = "bonghwa.nodes.alive";
  private static final String EGRESS_RATE = "bonghwa.egress.group.rate";
  private static final String EGRESS_PAUSED = "bonghwa.egress.group.paused.seconds";
  private static final String EGRESS_INVALID = "bonghwa.egress.group.invalid.answers";

  /** A label of few values: a client may make up methods. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /**
   * An operator's own word for an address: as many as addresses at most, and fewer than the scraped
   * nodes. The bound is for who makes one up for each start.
   */
  private static final int MOST_GROUPS = 200;

  private final MeterRegistry registry;
  private final MultiGauge groupRates;
  private final MultiGauge groupPauses;
  private final MultiGauge groupInvalid;
  private volatile Sight sight = new Sight(new Backlog.Size(0, 0, 0, 0, null), 0);

  /** Registers the gauges; counters come with their first event. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge(UNFINISHED, "jobs that have not ended", s -> s.backlog().jobs());
    gauge(BACKLOG, "targets that have not ended", s -> s.backlog().targets());
    gauge(OLDEST, "age of the oldest job that has not ended", MicrometerMetrics::oldestSeconds);
    gauge(REDIS_USED, "memory that Redis uses", s -> s.backlog().usedBytes());
    gauge(REDIS_MAX, "maxmemory of Redis, 0 for none", s -> s.backlog().maxBytes());
    gauge(NODES, "nodes that are alive", Sight::nodesAlive);
    groupRates = groups(EGRESS_RATE, "requests a second that an egress group may send");
    groupPauses = groups(EGRESS_PAUSED, "for how long yet an egress group is silent");
    groupInvalid = groups(EGRESS_INVALID, "answers of ten minutes that count against the address");
  }

  private record Sight(Backlog.Size backlog, int nodesAlive) {}

  @Override
  public void answered(String method, String route, int status, Duration took) {
    Timer.builder(REQUESTS)
        .description("answers and how long they took")
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  @Override
  public void accepted(int targets, JobSpec.Excluded excluded) {
    registry.counter(SUBMITS, "result", "accepted").increment();
    registry.counter(ENTRIES, "kind", "target").increment(targets);
    registry.counter(ENTRIES, "kind", "duplicate").increment(excluded.duplicates());
    registry.counter(ENTRIES, "kind", "gone").increment(excluded.alreadyGone());
    registry.counter(ENTRIES, "kind", "invalid").increment(excluded.invalid());
  }

  @Override
  public void replayed() {
    registry.counter(SUBMITS, "result", "replayed").increment();
  }

  @Override
  public void passed(JobUpkeep.Pass pass, Duration took) {
    registry.timer(PASSES).record(took);
    registry.counter(LATE).increment(pass.late());
    registry.counter(RECLAIMED).increment(pass.reclaimed());
    registry.counter(EXPIRED).increment(pass.expired());
    registry.counter(QUARANTINED).increment(pass.quarantined());
  }

  @Override
  public void passFailed() {
    registry.counter(FAILED_PASSES).increment();
  }

  @Override
  public void seen(Backlog.Size backlog, int nodesAlive, List<EgressSight> egress) {
    sight = new Sight(backlog, nodesAlive);
    List<EgressSight> shown = egress.stream().limit(MOST_GROUPS).toList();
    show(groupRates, shown, EgressSight::rate);
    show(groupPauses, shown, group -> group.paused().toMillis() / 1000.0);
    show(groupInvalid, shown, EgressSight::invalid);
  }

  private static void show(
      MultiGauge gauge, List<EgressSight> groups, ToDoubleFunction<EgressSight> value) {
    gauge.register(
        groups.stream()
            .map(group -> Row.of(Tags.of("group", group.group()), value.applyAsDouble(group)))
            .toList(),
        true);
  }

  private MultiGauge groups(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Sight> value) {
    Gauge.builder(name, () -> value.applyAsDouble(sight))
        .description(description)
        .register(registry);
  }

  private static double oldestSeconds(Sight seen) {
    Duration oldest = seen.backlog().oldest();
    return oldest == null ? 0 : oldest.toMillis() / 1000.0;
  }
}
