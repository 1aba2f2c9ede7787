package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What lies between a worker and Redis loses packets, connections or time. */
final class NetworkFaults {

  private static final Duration POPS_WITHIN = Duration.ofSeconds(15);

  /** A silence of 5 s and two looks a second apart, of a pop that began up to 2 s before. */
  private static final Duration NOTICES_WITHIN = Duration.ofSeconds(12);

  static final String GHOST_PROMISE =
      "noticed within 12 s, pops again within 15 s of the end; also the job of meanwhile is whole,"
          + " nothing twice";

  private static final int FEW = 1_000;
  private static final String NOTICED = "has not answered|has not returned";

  private NetworkFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "connection-forgotten",
            "the connections of an idle worker are forgotten on the way without a FIN",
            "pops again within 15 s, nothing twice",
            NetworkFaults::forget),
        new FaultCase(
            "blackhole-idle",
            "a proxy swallows all packets of an idle worker until it notices; a job comes"
                + " meanwhile",
            GHOST_PROMISE,
            NetworkFaults::swallow));
  }

  private static void forget(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena, redis, proxy);

    proxy.forgetConnections();

    requireDelivers(arena, fleet);
  }

  /** A fleet of one worker that takes its way through the proxy. */
  private static CaseFleet behind(Arena arena, EmbeddedRedis redis, FaultProxy proxy) {
    // Its connections are not counted: the server goes on listing those that were forgotten.
    CaseFleet fleet = arena.fleet(redis.uri().toString()).receiver(new Resends()).start();
    fleet.launch(40, "redis://127.0.0.1:" + proxy.port(), Map.of());
    fleet.awaitAlive();
    return fleet;
  }

  private static void swallow(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena, redis, proxy);

    proxy.blackhole();
    FleetJob ghost = submitToGhost(arena, fleet);
    proxy.heal();

    requireDelivers(arena, fleet);
    requireDelivered(arena, fleet, ghost);
  }

  /**
   * While the worker's pop waits for nothing any more: what is popped for it is lost. Returns when
   * the worker has noticed.
   */
  static FleetJob submitToGhost(Arena arena, CaseFleet fleet) {
    long began = System.nanoTime();
    FleetJob job = fleet.submit("ghost", FEW);
    arena.tell("nothing passes between worker-1 and Redis, and it gets a job");
    fleet.node(1).process().awaitLine(NOTICED, NOTICES_WITHIN);
    Duration after = Duration.ofNanos(System.nanoTime() - began);
    arena.note("noticed after " + Words.duration(after));
    return job;
  }

  static void requireDelivers(Arena arena, CaseFleet fleet) {
    long flows = System.nanoTime();
    FleetJob job = fleet.submit("after", FEW);
    job.awaitRequests(1, POPS_WITHIN);
    Duration after = Duration.ofNanos(System.nanoTime() - flows);
    arena.tell("it pops again %s after packets flow again".formatted(Words.duration(after)));
    arena.figures().recovered(after);

    requireDelivered(arena, fleet, job);
  }

  static void requireDelivered(Arena arena, CaseFleet fleet, FleetJob job) {
    arena.check(fleet, job, Duration.ofSeconds(30)).allDelivered().once();
  }
}
