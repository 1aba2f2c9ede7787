package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Workers whose heap is used up, or nearly so. */
final class WorkerMemory {
  private static final int OUT_OF_MEMORY = 3;
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);

  /** What lives in it is two thirds of it. */
  private static final Map<String, String> SMALL_HEAP = Map.of("_JAVA_OPTIONS", "-Xmx24m");

  private static final String COLLECTIONS =
      "(?m)^jvm_gc_pause_seconds_count\\{action=\"end of minor GC\",.*\\} (\\S+)";

  private WorkerMemory() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "worker-out-of-memory",
            "one worker asks for more memory than its heap may have, in mid-job",
            "it ends by itself with 3, twice only what was in flight or unsettled",
            WorkerMemory::exhausted),
        new FaultCase(
            "worker-small-heap",
            "one worker has hardly more heap than it needs, and collects garbage all the time",
            "it sends its part, no claim is taken over, nothing twice",
            WorkerMemory::smallHeap));
  }

  private static void exhausted(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40);
    CaseNode exhausted = fleet.launch(40, fleet.redisUrl(), Debugger.ENV);
    Debugger debugger = arena.keep(Debugger.of(exhausted.process()));
    fleet.awaitAlive();
    FleetJob job = fleet.submit("exhausted", arena.scale().of(4_000, 60_000));
    resends.awaitSent(exhausted, 200, arena.scale().seconds(30, 200));

    fleet.end(exhausted);
    debugger.exhaustHeap();
    int code = exhausted.process().awaitExit(ENDED_WITHIN);
    arena.tell("worker-2 asked for more memory than there is, and ended with " + code);

    arena
        .check(fleet, job, arena.scale().seconds(60, 300))
        .allDelivered()
        .twiceAtMost(Resends.mostRepeated(exhausted))
        .same("the exit code", OUT_OF_MEMORY, code);
  }

  private static void smallHeap(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40);
    CaseNode small = fleet.launch(40, fleet.redisUrl(), SMALL_HEAP);
    fleet.awaitAlive();
    FleetJob job = fleet.submit("small-heap", arena.scale().of(6_000, 100_000));

    Check check = arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    Claims.requireKept(fleet, check);
    double collections = Metrics.figure(small.process(), COLLECTIONS);
    long sent = resends.tollOf(small).sent();
    check
        .require(sent > 0, "worker-2 has sent nothing")
        .require(collections >= 3, "worker-2 had memory enough: nothing was tried");
    arena.note("worker-2 sent %,d and collected garbage %.0f times".formatted(sent, collections));
  }
}
