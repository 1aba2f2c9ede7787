package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The way to Redis fails, comes and goes, or is slow, under workers that send. */
final class BusyLinkFaults {
  private static final Duration WATCHED = Duration.ofSeconds(4);
  private static final Duration UP = Duration.ofSeconds(2);
  private static final Duration RESENT_WITHIN = Duration.ofSeconds(10);

  /** Four seconds without a confirmed settle, and what was on its way then. */
  private static final Duration SENDS_FOR = Duration.ofMillis(4_500);

  private BusyLinkFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "blackhole-busy",
            "a proxy swallows all packets between one worker and Redis in mid-job",
            "it sends nothing after 4.5 s, first sent again within 10 s, twice only what was in"
                + " flight or unsettled; it works again when the way does",
            BusyLinkFaults::swallow),
        new FaultCase(
            "flapping",
            "the way to Redis swallows everything for 2 s, passes for 2 s, again and again",
            "at least 30 % of the undisturbed rate, no connection is left over, nothing twice",
            BusyLinkFaults::flap),
        new FaultCase(
            "slow-link",
            "each packet between workers and Redis takes 50 to 250 ms, each way, in mid-job",
            "at least 80 % of the undisturbed rate, nothing twice",
            BusyLinkFaults::slow));
  }

  private static void swallow(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    var resends = new Resends();
    var senders = new Senders(resends);
    CaseFleet fleet = arena.fleet(redis).receiver(senders).start();
    CaseNode cutOff = fleet.launch(40, way(proxy), Senders.byName(fleet));
    fleet.launch(40);
    fleet.awaitAlive();
    int targets = arena.scale().of(8_000, 60_000);
    FleetJob job = fleet.submit("swallowed", targets);
    job.awaitEnded(targets / 8, arena.scale().seconds(30, 200));

    proxy.blackhole();
    long began = System.nanoTime();
    arena.tell("nothing passes between worker-1 and Redis");
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300));
    check.allDelivered().twiceAtMost(Resends.mostRepeated(cutOff));
    resends.requireFirst(arena, began, WorkerFaults.RESENT_WITHIN);
    requireSilenced(check, arena, senders.lastByName(began));

    proxy.heal();
    arena.tell("the way is back");
    fleet.awaitAlive();
    long healed = System.nanoTime();
    FleetJob next = fleet.submit("healed", arena.scale().of(2_000, 20_000));
    arena
        .check(fleet, next, arena.scale().seconds(30, 100))
        .allDelivered()
        .once()
        .require(senders.lastByName(healed) != null, "the worker that was cut off does nothing");
  }

  private static void requireSilenced(Check check, Arena arena, @Nullable Duration last) {
    arena.tell("the worker that is cut off sent last after %s".formatted(last));
    check
        .require(last != null, "it sent nothing before: nothing was tried")
        .require(last == null || last.compareTo(SENDS_FOR) < 0, "still sent after " + last);
  }

  private static String way(FaultProxy proxy) {
    return "redis://127.0.0.1:" + proxy.port();
  }

  /** Two workers behind the proxy and nms-api beside it, in the midst of a long job. */
  private static FleetJob begun(Arena arena, CaseFleet fleet, int targets) {
    FleetJob job = fleet.submit("link", targets);
    job.awaitEnded(targets / 20, arena.scale().seconds(30, 100));
    return job;
  }

  private static CaseFleet behind(Arena arena, EmbeddedRedis redis, FaultProxy proxy) {
    CaseFleet fleet = arena.fleet(redis).receiver(new Resends()).start();
    fleet.launch(10, way(proxy), Map.of());
    fleet.launch(10, way(proxy), Map.of());
    fleet.awaitAlive();
    return fleet;
  }

  private static void flap(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena, redis, proxy);
    FleetJob job = begun(arena, fleet, arena.scale().of(8_000, 80_000));
    double clean = arena.perSecond(job::requests, WATCHED);
    int connections = proxy.connections();

    long before = job.requests();
    long began = System.nanoTime();
    for (int i = 0; i < arena.scale().of(5, 75); i++) {
      proxy.blackhole();
      arena.pass(UP);
      proxy.heal();
      arena.pass(UP);
    }
    double flapping = (job.requests() - before) * 1e9 / (System.nanoTime() - began);
    boolean over = job.latest().isFinished();
    tell(arena, clean, flapping);

    arena
        .check(fleet, job, arena.scale().seconds(60, 300))
        .allDelivered()
        .once()
        .require(!over, "over before the end of the fault")
        .require(flapping >= 0.3 * clean, "a second: " + flapping + " of " + clean);
    await("as many connections as before: " + connections)
        .atMost(RESENT_WITHIN)
        .until(() -> proxy.connections() <= connections);
  }

  private static void slow(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena, redis, proxy);
    FleetJob job = begun(arena, fleet, arena.scale().of(8_000, 30_000));
    double clean = arena.perSecond(job::requests, WATCHED);

    slowDown(arena, proxy);
    arena.pass(UP); // the first answers still come quickly
    double slow = arena.perSecond(job::requests, arena.scale().seconds(8, 30));
    boolean over = job.latest().isFinished();
    tell(arena, clean, slow);

    arena
        .check(fleet, job, arena.scale().seconds(60, 300))
        .allDelivered()
        .once()
        .require(!over, "over before the end of the measuring")
        .require(slow >= 0.8 * clean, "a second: " + slow + " of " + clean);
  }

  /** Another delay every 100 ms, until the case ends. */
  private static void slowDown(Arena arena, FaultProxy proxy) {
    Thread changer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    proxy.delay(between50And250(arena), between50And250(arena));
                    LockSupport.parkNanos(100_000_000);
                  }
                });
    AutoCloseable end = changer::interrupt;
    arena.keep(end);
  }

  private static Duration between50And250(Arena arena) {
    return Duration.ofMillis(50 + arena.random().nextInt(200));
  }

  private static void tell(Arena arena, double clean, double disturbed) {
    arena.tell(
        "%.0f requests a second undisturbed, %.0f now: %.0f %%"
            .formatted(clean, disturbed, 100 * disturbed / clean));
  }
}
