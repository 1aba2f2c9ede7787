package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.redis.RedisCluster;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.List;

/** No fault at all: what an operator does every day, held to the same promises. */
final class OrdinaryDays {
  private static final Duration OBEYED_WITHIN = Duration.ofSeconds(1);
  private static final Duration WATCHED = Duration.ofSeconds(2);

  private OrdinaryDays() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "cluster",
            "none: two jobs on a Redis Cluster of three masters",
            "nothing twice, nothing early",
            OrdinaryDays::cluster),
        new FaultCase(
            "pause-cancel",
            "a job is paused, resumed and cancelled",
            "nothing is sent from one second after, nothing twice",
            OrdinaryDays::control));
  }

  private static void cluster(Arena arena) {
    int targets = arena.scale().of(5_000, 50_000);
    Mix mix =
        Mix.seeded(arena.seed()).latency(Duration.ofMillis(5), Duration.ofMillis(30)).gone(0.02);
    RedisCluster masters = arena.keep(RedisCluster.start(3, RedisOptions.defaults().withUsers()));
    CaseFleet fleet = arena.fleet(masters).receiver(mix).startAlike(2, 40);

    long there = targets - ReceiverFaults.gone(mix, targets);
    FleetJob job = fleet.submit("cluster", targets);
    arena.check(fleet, job, arena.scale().seconds(60, 200)).delivered(there).once().polite();
    FleetJob next = fleet.submit("cluster-2", targets);
    arena.check(fleet, next, arena.scale().seconds(60, 200)).delivered(there).once().polite();
  }

  private static void control(Arena arena) {
    int targets = arena.scale().of(6_000, 30_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).start(20, 20);
    FleetJob job = fleet.submit("control", targets);
    job.awaitEnded(targets / 6, Duration.ofSeconds(60));
    String id = job.latest().id();

    fleet.client().control(id, "pause");
    requireSilence(arena, job, "paused");
    long paused = job.requests();
    fleet.client().control(id, "resume");
    job.awaitRequests(paused + targets / 6, Duration.ofSeconds(60));
    fleet.client().control(id, "cancel");
    requireSilence(arena, job, "cancelled");

    Check check = arena.check(fleet, job, Duration.ofSeconds(20));
    check.once().state("cancelled").delivered(fleet.truth(job).sight().counted().answered2xx());
  }

  /** From a second after now nothing comes for two more. */
  private static void requireSilence(Arena arena, FleetJob job, String why) {
    arena.pass(OBEYED_WITHIN);
    long before = job.requests();
    arena.pass(WATCHED);
    arena.tell("%s: %d requests in 2 s".formatted(why, job.requests() - before));
    if (job.requests() != before) {
      arena.figures().broken("sent when " + why + ": " + (job.requests() - before));
    }
  }
}
