package dev.bonghwa.nms.metrics;

import dev.bonghwa.egress.ProxyState;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.nodes.EgressSight;
import dev.bonghwa.redis.RedisState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as this program last saw it. Every nms-api shows the same, so a query takes the largest
 * or the smallest of them, never their sum. Before the first look there are no numbers, and none
 * when the last one was a minute ago: one program that is cut off from Redis must not outbid the
 * others.
 */
final class FleetGauges {
  private static final String STATE = "state";
  private static final Duration FRESH = Duration.ofMinutes(1);

  /**
   * An operator's own word for an address: as many as addresses at most, and fewer than the scraped
   * nodes. The bound is for who makes one up for each start.
   */
  private static final int MOST_GROUPS = 200;

  private final MeterRegistry registry;
  private final MultiGauge groupRates;
  private final MultiGauge groupPauses;
  private final MultiGauge groupInvalid;
  private final MultiGauge groupBudgets;
  private volatile @Nullable Seen seen;

  FleetGauges(MeterRegistry registry) {
    this.registry = registry;
    jobs();
    nodes();
    redis();
    groupRates = groups("rate", "Requests a second that the egress group may send");
    groupPauses = groups("paused.seconds", "For how long yet nothing leaves the egress group");
    groupInvalid =
        groups("invalid.answers", "Answers of ten minutes that count against the group's address");
    groupBudgets =
        groups("invalid.budget.left", "Such answers that are left before the group falls silent");
  }

  private record Seen(Sight sight, long atNanos) {}

  void saw(Sight sight) {
    seen = new Seen(sight, now());
    List<EgressSight> shown = sight.egress().stream().limit(MOST_GROUPS).toList();
    show(groupRates, shown, EgressSight::rate);
    show(groupPauses, shown, group -> seconds(group.paused()));
    show(groupInvalid, shown, EgressSight::invalid);
    show(groupBudgets, shown, EgressSight::invalidLeft);
  }

  private void jobs() {
    for (JobState state : EnumSet.complementOf(EnumSet.of(JobState.COMPLETED))) {
      gauge(
          "bonghwa.jobs.unfinished",
          "Jobs that have not ended",
          Tags.of(STATE, state.word()),
          sight -> count(sight.jobs().jobs(), state));
    }
    for (TargetState state : TargetState.values()) {
      gauge(
          "bonghwa.jobs.targets",
          "Targets of the jobs that have not ended",
          Tags.of(STATE, state.word()),
          sight -> count(sight.jobs().targets(), state));
    }
    gauge(
        "bonghwa.jobs.oldest.seconds",
        "Age of the oldest job that has not ended",
        sight -> seconds(sight.jobs().oldest()));
    gauge(
        "bonghwa.jobs.oldest.queued.seconds",
        "For how long a batch has been waiting to be claimed, at most",
        sight -> seconds(sight.oldestQueued()));
    gauge(
        "bonghwa.jobs.needed.rate",
        "Targets a second that have to end from now on, lest some expire",
        sight -> sight.jobs().neededRate());
    Gauge.builder("bonghwa.jobs.progress.age.seconds", this::progressAge)
        .description("For how long no target has ended, 0 while there is nothing to send")
        .register(registry);
  }

  /**
   * It grows while Redis is away: then nobody looks, and nothing ends. Of several programs the
   * smallest counts, so one that last saw nothing to send says nothing after a minute, or it would
   * hide that all stands still.
   */
  private double progressAge() {
    Seen last = seen;
    if (last == null) {
      return Double.NaN;
    }
    Duration age = last.sight().sinceProgress();
    if (age == null) {
      return isFresh(last) ? 0 : Double.NaN;
    }
    return seconds(age) + (now() - last.atNanos()) / 1e9;
  }

  private void nodes() {
    node("serving", sight -> sight.nodes().serving());
    node("draining", sight -> sight.nodes().draining());
    node("silent", sight -> sight.nodes().silent());
    gauge(
        "bonghwa.nodes.rate",
        "Answers a second of all nodes, mean of 10 s",
        sight -> sight.nodes().rate());
    for (ProxyState.State state : ProxyState.State.values()) {
      gauge(
          "bonghwa.proxies",
          "Egress proxies of the fleet",
          Tags.of(STATE, state.name().toLowerCase(Locale.ROOT)),
          sight -> count(sight.proxies(), state));
    }
  }

  private void node(String state, ToDoubleFunction<Sight> value) {
    gauge("bonghwa.nodes", "Registered nodes", Tags.of(STATE, state), value);
  }

  private void redis() {
    redis("used.bytes", "Memory that Redis uses", RedisState::usedBytes);
    redis("max.bytes", "Memory that Redis may use, 0 for no limit", RedisState::maxBytes);
    redis(
        "noeviction", "1 if Redis forgets no keys when it is full", state -> flag(!state.evicts()));
    redis(
        "persistence", "1 if its append-only file is on and written", state -> flag(state.keeps()));
  }

  private void redis(String name, String help, ToDoubleFunction<RedisState> value) {
    gauge("bonghwa.redis." + name, help, sight -> value.applyAsDouble(sight.redis()));
  }

  private MultiGauge groups(String name, String help) {
    return MultiGauge.builder("bonghwa.egress.group." + name).description(help).register(registry);
  }

  private void show(
      MultiGauge gauge, List<EgressSight> groups, ToDoubleFunction<EgressSight> value) {
    gauge.register(
        groups.stream()
            .map(
                group ->
                    Row.of(
                        Tags.of("group", group.group()),
                        () -> valueNow(_ -> value.applyAsDouble(group))))
            .toList(),
        true);
  }

  private void gauge(String name, String help, ToDoubleFunction<Sight> value) {
    gauge(name, help, Tags.empty(), value);
  }

  private void gauge(String name, String help, Tags tags, ToDoubleFunction<Sight> value) {
    Gauge.builder(name, () -> valueNow(value)).description(help).tags(tags).register(registry);
  }

  private double valueNow(ToDoubleFunction<Sight> value) {
    Seen last = seen;
    return last != null && isFresh(last) ? value.applyAsDouble(last.sight()) : Double.NaN;
  }

  private boolean isFresh(Seen last) {
    return now() - last.atNanos() < FRESH.toNanos();
  }

  private long now() {
    return registry.config().clock().monotonicTime();
  }

  private static <K> double count(Map<K, Long> counts, K of) {
    return counts.getOrDefault(of, 0L);
  }

  private static double flag(boolean on) {
    return on ? 1 : 0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
