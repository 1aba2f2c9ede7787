package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The way to Redis comes and goes, is long, or loses packets, under workers that send. */
final class SlowLinkFaults {
  private static final Duration UNTIL_SLOW = Duration.ofSeconds(2);
  private static final double KEPT_OF_THE_RATE = 0.8;
  private static final Duration WATCHED = Duration.ofSeconds(4);
  private static final Duration UP = Duration.ofSeconds(2);
  private static final double KEPT_WHEN_FLAPPING = 0.3;
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);

  private SlowLinkFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "flapping",
            "the way to Redis swallows everything for 2 s, passes for 2 s, again and again",
            "at least 30 % of the undisturbed rate, no connection is left over, nothing twice",
            SlowLinkFaults::flap),
        new FaultCase(
            "slow-link",
            "each packet between workers and Redis takes 50 to 250 ms, each way, in mid-job",
            "at least 80 % of the undisturbed rate, nothing twice",
            SlowLinkFaults::slow),
        new FaultCase(
            "lossy-link",
            "the same delays, and 5 % of the packets to and from Redis are lost (Linux, root)",
            "at least 80 % of the undisturbed rate, nothing twice",
            SlowLinkFaults::lose));
  }

  private static void slow(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena.fleet(redis), proxy);

    measure(arena, fleet, () -> slowDown(arena, proxy));
  }

  private static void lose(Arena arena) {
    FarRedis redis = FarRedis.of(arena);
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.address()));
    CaseFleet fleet = behind(arena.fleet(redis.url()), proxy);

    measure(
        arena,
        fleet,
        () -> {
          redis.lose();
          slowDown(arena, proxy);
        });
  }

  private static void measure(Arena arena, CaseFleet fleet, Runnable harm) {
    int targets = arena.scale().of(12_000, 40_000);
    FleetJob job = fleet.submit("link", targets);
    // What compiles itself in the first seconds would make the undisturbed rate a low one.
    job.awaitEnded(targets / 4, arena.scale().seconds(60, 100));
    Duration watched = arena.scale().seconds(5, 20);
    double clean = arena.perSecond(job::requests, watched);

    harm.run();
    arena.pass(UNTIL_SLOW); // the first answers still come quickly
    double slow = arena.perSecond(job::requests, watched);
    boolean over = job.latest().isFinished();

    Check check = arena.check(fleet, job, arena.scale().seconds(90, 300)).allDelivered().once();
    check.require(!over, "over before the end of the measuring");
    new Rates(clean, slow).require(arena, check, KEPT_OF_THE_RATE);
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

  private static FleetJob begun(Arena arena, CaseFleet fleet, int targets) {
    FleetJob job = fleet.submit("link", targets);
    job.awaitEnded(targets / 20, arena.scale().seconds(30, 100));
    return job;
  }

  /** Two workers go to Redis through the proxy, and nms-api does not. */
  private static CaseFleet behind(FleetPlan plan, FaultProxy proxy) {
    CaseFleet fleet = plan.receiver(new Resends()).start();
    fleet.launch(10, BusyLinkFaults.way(proxy), Map.of());
    fleet.launch(10, BusyLinkFaults.way(proxy), Map.of());
    fleet.awaitAlive();
    return fleet;
  }

  private static void flap(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena.fleet(redis), proxy);
    FleetJob job = begun(arena, fleet, arena.scale().of(8_000, 150_000));
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

    Check check = arena.check(fleet, job, arena.scale().seconds(60, 400)).allDelivered().once();
    check.require(!over, "over before the end of the fault");
    new Rates(clean, flapping).require(arena, check, KEPT_WHEN_FLAPPING);
    await("as many connections as before: " + connections)
        .atMost(CLOSED_WITHIN)
        .until(() -> proxy.connections() <= connections);
  }
}
