package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to Redis fails under a worker that sends. */
final class BusyLinkFaults {
  static final String SEVERED_PROMISE =
      "it sends nothing after 2.5 s, first sent again within 10 s, twice only what was in flight or"
          + " unsettled; it works again within 15 s of the mend, and sends nothing of what it lost";

  /** As long as a pop may take to notice that nobody answers. */
  private static final Duration WORKS_WITHIN = Duration.ofSeconds(15);

  /** Until as much is unconfirmed as there may be. */
  private static final Duration SENDS_TO_ITS_CAP = Duration.ofMillis(2_500);

  /** Half a second of its rate at most, and what was on its way then. */
  private static final Duration SENDS_WHAT_WAS_GRANTED = Duration.ofSeconds(2);

  /** A second: what it sends until then is less than it may have unconfirmed. */
  private static final int SLOWLY = 10;

  private BusyLinkFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "blackhole-busy",
            "a proxy swallows all packets between one worker and Redis in mid-job",
            SEVERED_PROMISE,
            BusyLinkFaults::swallow),
        new FaultCase(
            "blackhole-busy-slow",
            "the same under a worker that sends 10 a second, and could have 100 unsettled",
            "it sends what its egress group has granted, nothing after 2 s, and nothing of what it"
                + " lost when the way is back; twice only what it sends in 2 s",
            BusyLinkFaults::ration));
  }

  private static void swallow(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    sever(arena, arena.fleet(redis), way(proxy), proxy::blackhole, proxy::heal);
  }

  /** One of two workers takes the way that is cut, and later mended. */
  static void sever(Arena arena, FleetPlan plan, String way, Runnable cut, Runnable mend) {
    var resends = new Resends();
    var senders = new Senders(resends);
    CaseFleet fleet = plan.receiver(senders).start();
    CaseNode cutOff = fleet.launch(40, way, Senders.byName(fleet));
    fleet.launch(40);
    fleet.awaitAlive();
    int targets = arena.scale().of(8_000, 60_000);
    FleetJob job = fleet.submit("swallowed", targets);
    job.awaitEnded(targets / 8, arena.scale().seconds(30, 200));

    cut.run();
    long began = System.nanoTime();
    arena.tell("nothing passes between worker-1 and Redis");
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300));
    check.allDelivered().twiceAtMost(Resends.mostRepeated(cutOff));
    resends.requireFirst(arena, began, WorkerFaults.RESENT_WITHIN);
    requireSilenced(check, arena, senders.lastByName(began), SENDS_TO_ITS_CAP);
    long requests = job.requests();

    mend.run();
    arena.tell("the way is back");
    fleet.awaitAlive();
    requireBack(arena, fleet, senders);
    check.same("requests of the job that the other finished", requests, job.requests());
  }

  /** In one job after the other, of which the other worker may take all: both pop when they can. */
  private static void requireBack(Arena arena, CaseFleet fleet, Senders senders) {
    long healed = System.nanoTime();
    int jobs = 0;
    while (senders.lastByName(healed) == null) {
      if (System.nanoTime() - healed > WORKS_WITHIN.toNanos()) {
        arena.figures().broken("the worker that was cut off does nothing");
        return;
      }
      FleetJob next = fleet.submit("healed-" + jobs++, 1_000);
      arena.check(fleet, next, Duration.ofSeconds(30)).allDelivered().once();
    }
    Duration after = Duration.ofNanos(System.nanoTime() - healed);
    arena.tell("worker-1 works again within %s".formatted(Words.duration(after)));
  }

  /** It never reaches its cap: the egress stops it, long before its fence. */
  private static void ration(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    var senders = new Senders(new Resends());
    CaseFleet fleet = arena.fleet(redis).receiver(senders).start();
    Map<String, String> env = new HashMap<>(Senders.byName(fleet));
    env.put("EGRESS_RATE", Integer.toString(SLOWLY));
    fleet.launch(100, way(proxy), env);
    fleet.launch(40);
    fleet.awaitAlive();
    FleetJob job = fleet.submit("fenced", 2_000);
    job.awaitEnded(500, Duration.ofSeconds(30));
    // Before it has settled some and learned that the job is no mistake, it sends a few only.
    long aSecondLater = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    await("worker-1 sends on").until(() -> senders.lastByName(aSecondLater) != null);

    proxy.blackhole();
    long began = System.nanoTime();
    arena.tell("nothing passes between worker-1 and Redis");
    Check check = arena.check(fleet, job, Duration.ofSeconds(60));
    long requests = job.requests();
    Duration last = senders.lastByName(began);
    proxy.heal();
    fleet.awaitAlive();

    requireSilenced(check, arena, last, SENDS_WHAT_WAS_GRANTED);
    check
        .allDelivered()
        .twiceAtMost(2 * SLOWLY)
        .same("requests of the job that the other finished", requests, job.requests());
  }

  private static void requireSilenced(
      Check check, Arena arena, @Nullable Duration last, Duration sendsFor) {
    arena.tell(
        "the worker that is cut off sent "
            + (last == null ? "nothing" : "its last " + last.toMillis() + " ms after it"));
    check
        .require(last != null, "it sent nothing before: nothing was tried")
        .require(last == null || last.compareTo(sendsFor) < 0, "still sent after " + last);
  }

  static String way(FaultProxy proxy) {
    return "redis://127.0.0.1:" + proxy.port();
  }
}
