package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Mix;
import java.time.Duration;
import java.util.List;

/** Workers that go down, or stand still. */
final class WorkerFaults {

  /** A lease, one look of upkeep, and time to claim. */
  static final Duration RESENT_WITHIN = Duration.ofSeconds(10);

  private static final Duration LEFT_WITHIN = Duration.ofSeconds(25);

  private WorkerFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "worker-kill",
            "kill -9 of one worker in mid-job",
            "first sent again within 10 s, twice only what was in flight or unsettled",
            WorkerFaults::kill),
        new FaultCase(
            "workers-kill-all",
            "kill -9 of all workers in mid-job, new ones later",
            "goes on within 5 s of their start, twice only what was in flight or unsettled",
            WorkerFaults::killAll),
        new FaultCase(
            "worker-term",
            "SIGTERM to one worker in mid-job, with retries not yet due",
            "gone within 25 s, nothing twice, nothing early",
            WorkerFaults::terminate),
        new FaultCase(
            "rolling-update",
            "SIGTERM to every worker in turn and kill -9 of nms-api, each replaced",
            "nothing twice",
            WorkerFaults::roll),
        new FaultCase(
            "worker-pause-short",
            "SIGSTOP of one worker for 3 s, less than its lease",
            "nothing twice",
            WorkerFaults::pause),
        new FaultCase(
            "worker-freeze",
            "SIGSTOP of one worker for longer than its lease, then SIGCONT",
            "first sent again within 10 s; once back it sends nothing of what it lost",
            WorkerFaults::freeze));
  }

  private static void kill(Arena arena) {
    int targets = arena.scale().of(6_000, 100_000);
    var resends = new Resends();
    CaseFleet fleet =
        arena.fleet(arena.redis()).receiver(resends).start(40, 40, arena.scale().of(20, 40));
    FleetJob job = fleet.submit("kill", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    CaseNode victim = fleet.node(1);
    long bound = Resends.mostRepeated(victim);
    fleet.kill(1);
    long killed = System.nanoTime();
    arena.tell("worker-1 is killed");

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().twiceAtMost(bound);
    resends.requireFirst(arena, victim, killed, RESENT_WITHIN);
  }

  private static void killAll(Arena arena) {
    int targets = arena.scale().of(6_000, 60_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).start(40, 40);
    FleetJob job = fleet.submit("kill-all", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    long bound = Resends.mostRepeated(fleet);
    fleet.kill(1);
    fleet.kill(2);
    arena.tell("all workers are killed");
    // Long enough for their leases to end, and for nodes to count as gone.
    arena.pass(arena.scale().seconds(12, 30));
    fleet.replace(1);
    fleet.replace(2);
    fleet.awaitAlive();
    long before = job.requests();
    long up = System.nanoTime();
    job.awaitRequests(before + 1, Duration.ofSeconds(5));
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - up));

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().twiceAtMost(bound);
  }

  private static void terminate(Arena arena) {
    int targets = arena.scale().of(6_000, 100_000);
    Mix mix =
        Mix.seeded(arena.seed())
            .latency(Duration.ofMillis(30), Duration.ofMillis(60))
            .rateLimited(0.15, Duration.ofSeconds(3), Duration.ofSeconds(5))
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
        .require(waiting > 0, "no retry was waiting at the SIGTERM")
        .require(took.compareTo(LEFT_WITHIN) < 0, "left after " + Words.duration(took));
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

  private static void pause(Arena arena) {
    int targets = arena.scale().of(8_000, 60_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).start(40, 40);
    FleetJob job = fleet.submit("pause", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    fleet.node(1).freeze();
    arena.tell("worker-1 stands still");
    arena.pass(Duration.ofSeconds(3));
    fleet.node(1).thaw();

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
  }

  private static void freeze(Arena arena) {
    int targets = arena.scale().of(6_000, 60_000);
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(resends).start(40, 40);
    CaseNode frozen = fleet.node(1);
    FleetJob job = fleet.submit("freeze", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    frozen.freeze();
    long stopped = System.nanoTime();
    arena.tell("worker-1 stands still");
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300));
    long before = job.requests();
    resends.requireFirst(arena, frozen, stopped, RESENT_WITHIN);
    frozen.thaw();
    arena.tell("worker-1 is back");
    fleet.awaitAlive();

    FleetJob next = fleet.submit("thaw", arena.scale().of(2_000, 20_000));
    arena.check(fleet, next, arena.scale().seconds(30, 100)).allDelivered().once();
    check
        .allDelivered()
        .twiceAtMost(Resends.mostRepeated(frozen))
        .same("requests of the job that others finished", before, job.requests());
  }
}
