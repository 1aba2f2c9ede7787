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
            "a proxy swallows all packets of an idle worker until it notices",
            "pops again within 15 s of the end, nothing twice",
            NetworkFaults::swallow),
        new FaultCase(
            "cable-idle",
            "the cable of an idle worker is pulled for 15 s (Linux, root)",
            "pops again within 15 s of the end, nothing twice",
            NetworkFaults::pullCable));
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
    awaitNotice(arena, fleet);
    proxy.heal();

    requireDelivers(arena, fleet);
  }

  private static void awaitNotice(Arena arena, CaseFleet fleet) {
    fleet.node(1).process().awaitLine(NOTICED, Duration.ofSeconds(20));
    arena.tell("the worker has noticed");
  }

  /** Real packets are lost: keepalive and TCP's own time-outs see this one. */
  private static void pullCable(Arena arena) {
    FarRedis redis = FarRedis.of(arena);
    CaseFleet fleet = arena.fleet(redis.url()).receiver(new Resends()).startAlike(1, 40);

    redis.pullOut();
    awaitNotice(arena, fleet);
    arena.pass(POPS_WITHIN);
    redis.plugIn();

    requireDelivers(arena, fleet);
  }

  private static void requireDelivers(Arena arena, CaseFleet fleet) {
    long flows = System.nanoTime();
    FleetJob job = fleet.submit("after", 1_000);
    job.awaitRequests(1, POPS_WITHIN);
    Duration after = Duration.ofNanos(System.nanoTime() - flows);
    arena.tell("it pops again %s after packets flow again".formatted(Words.duration(after)));
    arena.figures().recovered(after);

    arena.check(fleet, job, Duration.ofSeconds(30)).allDelivered().once();
  }
}
