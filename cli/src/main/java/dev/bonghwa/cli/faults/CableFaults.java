package dev.bonghwa.cli.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The cable between a worker and Redis is pulled: packets are lost, and no kernel says so. */
final class CableFaults {
  private static final Duration PULLED = Duration.ofSeconds(15);

  private CableFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "cable-idle",
            "the cable of an idle worker is pulled for 15 s (Linux, root); a job comes meanwhile",
            NetworkFaults.GHOST_PROMISE,
            CableFaults::idle),
        new FaultCase(
            "cable-busy",
            "the cable of one worker is pulled in mid-job (Linux, root)",
            BusyLinkFaults.SEVERED_PROMISE,
            CableFaults::busy));
  }

  private static void idle(Arena arena) {
    FarRedis redis = FarRedis.of(arena);
    CaseFleet fleet = arena.fleet(redis.url()).receiver(new Resends()).start();
    fleet.launch(40, redis.urlAside(), Map.of());
    fleet.awaitAlive();

    redis.pullOut();
    long pulled = System.nanoTime();
    FleetJob ghost = NetworkFaults.submitToGhost(arena, fleet);
    Duration left = PULLED.minusNanos(System.nanoTime() - pulled);
    arena.pass(left.isNegative() ? Duration.ZERO : left);
    redis.plugIn();

    NetworkFaults.requireDelivers(arena, fleet);
    NetworkFaults.requireDelivered(arena, fleet, ghost);
  }

  private static void busy(Arena arena) {
    FarRedis redis = FarRedis.of(arena);
    BusyLinkFaults.sever(
        arena, arena.fleet(redis.url()), redis.urlAside(), redis::pullOut, redis::plugIn);
  }
}
