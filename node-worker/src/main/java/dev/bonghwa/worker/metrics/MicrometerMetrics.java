package dev.bonghwa.worker.metrics;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The worker's metrics: their names, and what Prometheus' page says of each. It spells the dots as
 * underscores and adds {@code _total} and {@code _seconds}. Every metric is there from the start,
 * at 0, so that the first event is an increase; only results of attempts come with the first of
 * their kind.
 */
public final class MicrometerMetrics implements WorkerMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15)
  };

  private final MeterRegistry registry;
  private final Counter claimed;
  private final Map<TargetState, Counter> ended = new EnumMap<>(TargetState.class);
  private final Counter handedBack;
  private final Map<String, Timer> attempts = new HashMap<>();
  private final Map<String, Counter> retries = new HashMap<>();
  private final Counter possibleDuplicates;
  private final Counter saved;
  private final Counter unsaved;
  private final Timer settles;
  private final Counter settledTargets;
  private final Counter settleFailures;
  private final Counter ownBatches;
  private final Counter stolenBatches;
  private final Map<Loss, Counter> lostBatches = new EnumMap<>(Loss.class);

  /** Takes where to register; every counter is there from the start, at 0. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    claimed = counter("bonghwa.targets.claimed", "Open targets that came into hand");
    handedBack = counter("bonghwa.targets.handed.back", "Open targets that left our hands");
    possibleDuplicates =
        counter("bonghwa.possible.duplicates", "Attempts after an answer that was lost");
    saved = sampledSends("true");
    unsaved = sampledSends("false");
    settles = timer("bonghwa.settle.duration", "Time that Redis took for a settle");
    settledTargets = counter("bonghwa.settled.targets", "Targets that settles told of");
    settleFailures = counter("bonghwa.settle.failures", "Settles without success");
    ownBatches = batches("own");
    stolenBatches = batches("stolen");
    for (Loss cause : Loss.values()) {
      lostBatches.put(cause, lostFor(cause));
    }
    TargetState.ENDS.forEach(state -> ended.put(state, endedIn(state)));
    Labels.RETRIES.forEach(reason -> retries.put(reason, retriesFor(reason)));
    attempts.put(Labels.DELIVERED, attemptsWith(Labels.DELIVERED));
  }

  @Override
  public void claimed(int targets) {
    claimed.increment(targets);
  }

  @Override
  public void ended(TargetState state) {
    ended.computeIfAbsent(state, this::endedIn).increment();
  }

  @Override
  public void handedBack(int targets) {
    handedBack.increment(targets);
  }

  @Override
  public void attempted(SendResult.Attempted result, long nanos) {
    attempts
        .computeIfAbsent(Labels.of(result), this::attemptsWith)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void retried(Outcome.Again outcome) {
    retries.computeIfAbsent(Labels.of(outcome), this::retriesFor).increment();
  }

  @Override
  public void possibleDuplicate() {
    possibleDuplicates.increment();
  }

  @Override
  public void sampled(boolean wasSaved) {
    (wasSaved ? saved : unsaved).increment();
  }

  @Override
  public void settled(int targets, long nanos) {
    settledTargets.increment(targets);
    settles.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void settleFailed() {
    settleFailures.increment();
  }

  @Override
  public void batch(boolean stolen) {
    (stolen ? stolenBatches : ownBatches).increment();
  }

  @Override
  public void lost(Loss cause) {
    lostBatches.computeIfAbsent(cause, this::lostFor).increment();
  }

  @Override
  public long inHand() {
    double left = ended.values().stream().mapToDouble(Counter::count).sum() + handedBack.count();
    return Math.round(claimed.count() - left);
  }

  @Override
  public void gauge(Gauge gauge, DoubleSupplier value) {
    Named named = Named.of(gauge);
    io.micrometer.core.instrument.Gauge.builder(named.name(), value::getAsDouble)
        .description(named.help())
        .strongReference(true)
        .register(registry);
  }

  private Counter sampledSends(String wereSaved) {
    return counter(
        "bonghwa.sampled.sends",
        "Accepted sends that asked for what was saved",
        "saved",
        wereSaved);
  }

  private Counter endedIn(TargetState state) {
    return counter("bonghwa.targets.ended", "Targets that ended here", "state", state.word());
  }

  private Counter batches(String queue) {
    return counter("bonghwa.batches.claimed", "Batches claimed, by whose queue", "queue", queue);
  }

  private Counter lostFor(Loss cause) {
    return counter("bonghwa.batches.lost", "Batches lost, by why", "cause", Labels.word(cause));
  }

  private Timer attemptsWith(String result) {
    return timer("bonghwa.attempt.duration", "Attempts, by what came of them", "result", result);
  }

  private Counter retriesFor(String reason) {
    return counter("bonghwa.retries", "Decisions to try again", "reason", reason);
  }

  private Counter counter(String name, String help, String... tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }

  private Timer timer(String name, String help, String... tags) {
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
