package dev.bonghwa.cli.faults;

import com.sun.jdi.ThreadReference;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Workers that live and are not as they should be. */
final class WorkerOddities {

  /** Its {@code allow} lies between the look at the lease and the writing of a request. */
  private static final String ABOUT_TO_WRITE = "dev.bonghwa.worker.send.LateWrites";

  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(15);
  private static final Duration SAID_WITHIN = Duration.ofSeconds(10);

  private WorkerOddities() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "worker-wedged",
            "the sending loop of one worker hangs with a request about to be written, its process"
                + " and all other threads live",
            "first sent again within 15 s, the watchdog says so; back again it sends nothing of"
                + " what it lost",
            WorkerOddities::wedge),
        new FaultCase(
            "worker-gc-pause",
            "all threads of one worker stand still for 2 s, several times",
            "no claim is taken over, nothing twice",
            WorkerOddities::pause),
        new FaultCase(
            "same-node-id",
            "two workers with one NODE_ID",
            "both work and say that there are two, nothing twice",
            WorkerOddities::twins));
  }

  private static void wedge(Arena arena) {
    int targets = arena.scale().of(6_000, 60_000);
    var resends = new Resends();
    EmbeddedRedis redis = arena.redis();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40);
    CaseNode wedged = fleet.launch(40, fleet.redisUrl(), Debugger.ENV);
    Debugger debugger = arena.keep(Debugger.of(wedged.process()));
    fleet.awaitAlive();
    FleetJob job = fleet.submit("wedged", targets);
    resends.awaitSent(wedged, targets / 10, arena.scale().seconds(30, 200));

    ThreadReference loop = debugger.hangAt(ABOUT_TO_WRITE, "allow");
    long hung = System.nanoTime();
    arena.tell("the sending loop of worker-2 hangs");
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300));
    long before = job.requests();
    resends.requireFirst(arena, wedged, hung, TAKEN_OVER_WITHIN);
    wedged.process().awaitLine("the event loop lags", SAID_WITHIN);
    loop.resume();
    arena.tell("it goes on");

    FleetJob next = fleet.submit("unwedged", arena.scale().of(2_000, 20_000));
    arena.check(fleet, next, arena.scale().seconds(30, 100)).allDelivered().once();
    check
        .allDelivered()
        .twiceAtMost(Resends.mostRepeated(wedged))
        .same("requests of the job that others finished", before, job.requests());
  }

  private static void pause(Arena arena) {
    int targets = arena.scale().of(10_000, 60_000);
    int pauses = arena.scale().of(3, 10);
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40);
    CaseNode paused = fleet.launch(40, fleet.redisUrl(), Debugger.ENV);
    Debugger debugger = arena.keep(Debugger.of(paused.process()));
    fleet.awaitAlive();
    FleetJob job = fleet.submit("gc-pause", targets);

    for (int i = 1; i <= pauses; i++) {
      // It must have settled in between, or several pauses would be one that is too long.
      long worked = resends.tollOf(paused).sent() + 10L * paused.strength();
      resends.awaitSent(paused, worked, Duration.ofSeconds(30));
      debugger.pause(arena, Duration.ofSeconds(2));
      arena.tell("worker-2 stood still for 2 s");
    }
    boolean over = job.latest().isFinished();

    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300));
    check.allDelivered().once().require(!over, "over before the last pause");
    Claims.requireKept(fleet, check);
  }

  private static void twins(Arena arena) {
    var resends = new Resends();
    EmbeddedRedis redis = arena.redis();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(20);
    CaseNode twin = fleet.launch(20, fleet.redisUrl(), Map.of("NODE_ID", fleet.node(1).id()));
    fleet.awaitAlive();
    FleetJob job = fleet.submit("twins", arena.scale().of(8_000, 60_000));

    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    long first = resends.tollOf(fleet.node(1)).sent();
    long second = resends.tollOf(twin).sent();
    arena.tell("one sent %,d, the other %,d".formatted(first, second));
    check.require(Math.min(first, second) > 0, "one of them has sent nothing");
    twin.process().awaitLine("another worker runs as node worker-1 too", SAID_WITHIN);
  }
}
