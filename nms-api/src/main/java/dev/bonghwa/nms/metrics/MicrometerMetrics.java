package dev.bonghwa.nms.metrics;

import dev.bonghwa.job.JobSpec;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.queue.UpkeepWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What this program did. With {@link FleetGauges} it has all names, in base units and without ids
 * as labels; an operator's own word for an address may be one. Prometheus sees the dots as
 * underscores and adds {@code _total} and {@code _seconds}. What can be known beforehand is there
 * from the start, at 0, so that the first event is an increase.
 */
public final class MicrometerMetrics implements NmsMetrics {
  /** A label of few values: a client may make up methods. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final MeterRegistry registry;
  private final FleetGauges fleet;
  private final Counter accepted;
  private final Counter replayed;
  private final Counter targets;
  private final Counter duplicates;
  private final Counter gone;
  private final Counter invalid;
  private final Timer passes;
  private final Counter failures;
  private final Counter late;
  private final Counter silent;
  private final Counter slow;
  private final Counter expired;
  private final Counter quarantined;
  private volatile long lastPass;

  /** Registers all but the requests, whose labels are not known yet. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.fleet = new FleetGauges(registry);
    accepted = submits("accepted");
    replayed = submits("replayed");
    targets = entries("target");
    duplicates = entries("duplicate");
    gone = entries("gone");
    invalid = entries("invalid");
    passes =
        Timer.builder("bonghwa.nms.upkeep.pass.duration")
            .description("Passes of upkeep and how long they took")
            .register(registry);
    failures = counter("bonghwa.nms.upkeep.failures", "Passes of upkeep that failed");
    late = counter("bonghwa.nms.upkeep.late", "Jobs that a pass of upkeep came to too late");
    silent = reclaimed("silent");
    slow = reclaimed("slow");
    expired =
        counter("bonghwa.targets.expired", "Targets whose deadline passed while nobody held them");
    quarantined = counter("bonghwa.quarantined", "Targets or batches that could not be worked on");
    lastPass = now();
    gauge(
        "bonghwa.nms.upkeep.age.seconds",
        "Since when no pass of upkeep has done anything",
        () -> (now() - lastPass) / 1e9);
  }

  /** Tells the build, and whether Redis is there. */
  MicrometerMetrics about(String version, BooleanSupplier connected) {
    Gauge.builder("bonghwa.build.info", () -> 1)
        .description("Which build this is")
        .tag("program", "nms-api")
        .tag("version", version)
        .register(registry);
    gauge(
        "bonghwa.redis.connected",
        "1 while this program is connected to Redis",
        () -> connected.getAsBoolean() ? 1 : 0);
    return this;
  }

  @Override
  public void answered(String method, String route, int status, Duration took) {
    Timer.builder("bonghwa.nms.http.request.duration")
        .description("Answers and how long they took")
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  @Override
  public void accepted(int many, JobSpec.Excluded excluded) {
    accepted.increment();
    targets.increment(many);
    duplicates.increment(excluded.duplicates());
    gone.increment(excluded.alreadyGone());
    invalid.increment(excluded.invalid());
  }

  @Override
  public void replayed() {
    replayed.increment();
  }

  @Override
  public void passed(JobUpkeep.Pass pass, Duration took) {
    lastPass = pass.wasVain() ? lastPass : now();
    passes.record(took);
    late.increment(pass.late());
    UpkeepWork work = pass.work();
    slow.increment(work.slow());
    silent.increment(work.reclaimed() - work.slow());
    expired.increment(work.expired());
    quarantined.increment(work.quarantined());
  }

  @Override
  public void passFailed() {
    failures.increment();
  }

  @Override
  public void seen(Sight sight) {
    fleet.saw(sight);
  }

  private Counter submits(String result) {
    return counter(
        "bonghwa.nms.submits", "Submits that were answered with a job", "result", result);
  }

  private Counter entries(String kind) {
    return counter("bonghwa.nms.entries", "Entries of accepted lists, each once", "kind", kind);
  }

  private Counter reclaimed(String reason) {
    return counter(
        "bonghwa.batches.reclaimed",
        "Batches whose lease ended, by how their node was",
        "reason",
        reason);
  }

  private Counter counter(String name, String help, String... tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }

  private long now() {
    return registry.config().clock().monotonicTime();
  }
}
