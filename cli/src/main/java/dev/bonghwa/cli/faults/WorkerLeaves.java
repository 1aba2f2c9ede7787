package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Mix;
import java.time.Duration;
import java.util.List;

/** Workers that are asked to leave. */
final class WorkerLeaves {
  private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(3);

  private WorkerLeaves() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "worker-term",
            "SIGTERM to one worker in mid-job, with retries not yet due",
            "gone within 25 s, nothing twice, nothing early",
            WorkerLeaves::terminate),
        new FaultCase(
            "worker-term-slow",
            "SIGTERM to one worker in mid-job while some of its requests take 8 s",
            "what it held and had not begun is delivered by others with at most 3 s lost, nothing"
                + " twice",
            WorkerLeaves::handOver),
        new FaultCase(
            "rolling-update",
            "SIGTERM to every worker in turn and kill -9 of nms-api, each replaced",
            "nothing twice",
            WorkerLeaves::roll));
  }

  private static void terminate(Arena arena) {
    int targets = arena.scale().of(6_000, 100_000);
    Mix mix =
        Mix.seeded(arena.seed())
            .latency(Duration.ofMillis(30), Duration.ofMillis(60))
            .rateLimited(0.15, Duration.ofSeconds(2), Duration.ofSeconds(3))
            .scopes(1, 0)
            .serverErrors(0.02);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(mix).start(40, 40);
    FleetJob job = fleet.submit("term", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));
    long waiting = job.latest().count(TargetState.WAITING);

    Duration took = fleet.terminate(1);
    arena.tell(
        "worker-1 left after %s, with %d retries not yet due"
            .formatted(Words.duration(took), waiting));

    arena
        .check(fleet, job, arena.scale().seconds(60, 300))
        .allDelivered()
        .once()
        .polite()
        .require(waiting > 0, "no retry was waiting at the SIGTERM");
  }

  private static void handOver(Arena arena) {
    var slow = new SomeSlow(3, Duration.ofSeconds(8), "slow");
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(slow).start(20, 40);
    slow.of(fleet.node(1));
    FleetJob job = fleet.submit("term-slow", 4_000);
    long began = System.nanoTime();
    job.awaitEnded(1_500, Duration.ofSeconds(30));
    FleetJob other = fleet.submit("slow", 200);
    slow.awaitBegun();
    job.awaitEnded(3_400, Duration.ofSeconds(30));

    long open = job.targets() - job.latest().ended();
    long usual = 2 * open * (System.nanoTime() - began) / job.latest().ended();
    Leaving leaving = Leaving.ask(fleet, 1).awaitHeard();
    long heard = System.nanoTime();
    job.awaitEnd(Duration.ofSeconds(60));
    Duration handedOver = Duration.ofNanos(System.nanoTime() - heard);
    Duration took = leaving.awaitLeft();
    arena.tell(
        "SIGTERM with %d open targets: the job ended after %s, worker-1 left after %s"
            .formatted(open, Words.duration(handedOver), Words.duration(took)));
    arena.figures().recovered(handedOver);

    arena
        .check(fleet, job, Duration.ofSeconds(60))
        .allDelivered()
        .once()
        .require(open > 0, "the job was over before the SIGTERM")
        .require(
            handedOver.minusNanos(usual).compareTo(HANDED_OVER_WITHIN) < 0,
            "what was not begun was delivered after " + Words.duration(handedOver));
    arena.check(fleet, other, Duration.ofSeconds(60)).allDelivered().once();
  }

  private static void roll(Arena arena) {
    int targets = arena.scale().of(15_000, 50_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).startAlike(3, 10);
    FleetJob job = fleet.submit("rolling", targets);
    job.awaitEnded(targets / 50, Duration.ofSeconds(60));

    fleet.replaceNms();
    for (int number = 1; number <= 3; number++) {
      fleet.terminate(number);
      fleet.replace(number);
      fleet.awaitAlive();
      arena.tell("worker-%d is replaced".formatted(number));
    }
    boolean over = job.latest().isFinished();

    arena
        .check(fleet, job, Duration.ofSeconds(200))
        .allDelivered()
        .once()
        .require(!over, "over before all were replaced");
  }
}
