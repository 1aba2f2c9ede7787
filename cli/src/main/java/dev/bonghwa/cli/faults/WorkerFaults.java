package dev.bonghwa.cli.faults;

import java.time.Duration;
import java.util.List;

/** Workers that go down, or stand still. */
final class WorkerFaults {

  /** A lease, one look of upkeep, and time to claim. */
  static final Duration RESENT_WITHIN = Duration.ofSeconds(10);

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
            "worker-pause-short",
            "SIGSTOP of one worker for 3 s, less than its lease",
            "no claim is taken over, nothing twice",
            WorkerFaults::pause),
        new FaultCase(
            "worker-freeze",
            "SIGSTOP of one worker until others send what it held, then SIGCONT in mid-job",
            "first sent again within 10 s; once back its settles are refused, and it sends nothing"
                + " of what it lost",
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

  private static void pause(Arena arena) {
    int targets = arena.scale().of(8_000, 60_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).start(40, 40);
    FleetJob job = fleet.submit("pause", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    fleet.node(1).freeze();
    arena.tell("worker-1 stands still");
    arena.pass(Duration.ofSeconds(3));
    boolean over = job.latest().isFinished();
    fleet.node(1).thaw();

    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300));
    check.allDelivered().once().require(!over, "over before worker-1 was back");
    Claims.requireKept(fleet, check);
  }

  private static void freeze(Arena arena) {
    int targets = arena.scale().of(9_000, 60_000); // more than the other can send meanwhile
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(resends).start(15, 40);
    CaseNode frozen = fleet.node(1);
    FleetJob job = fleet.submit("freeze", targets);
    resends.awaitSent(frozen, 200, arena.scale().seconds(30, 200));

    frozen.freeze();
    long stopped = System.nanoTime();
    arena.tell("worker-1 stands still");
    resends.awaitRepeat(Duration.ofSeconds(20));
    resends.requireFirst(arena, frozen, stopped, RESENT_WITHIN);
    boolean over = job.latest().isFinished();
    frozen.thaw();
    arena.tell("worker-1 is back");
    Claims.requireRefused(arena, frozen);

    arena
        .check(fleet, job, arena.scale().seconds(60, 300))
        .allDelivered()
        .twiceAtMost(Resends.mostRepeated(frozen))
        .require(!over, "over before worker-1 was back");
    fleet.awaitAlive();
    RedisFaults.requireAllWork(arena, fleet, resends);
  }
}
