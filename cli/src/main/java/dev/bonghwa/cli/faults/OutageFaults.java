package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The receiver fails for everybody, or for one job only. */
final class OutageFaults {
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);
  private static final Duration DONE_WITHIN = Duration.ofSeconds(30);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  /** From the stop to the first probe; from then on always twice as long to the next. */
  private static final Duration FIRST_PROBE_AFTER = Duration.ofSeconds(5);

  private static final Duration WATCHED = Duration.ofSeconds(3);
  private static final int WITNESSES = 50;

  private OutageFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "outage",
            "everybody is answered 500 or 503 for 60 s (quick: 10 s) in mid-job",
            "each worker stops within 2 s but for probes, done within 30 s of the end, nothing"
                + " expired, nothing twice",
            OutageFaults::outage),
        new FaultCase(
            "poisoned-payload",
            "two jobs beside a good one are answered 500 and 400, wherever they go",
            "each is stopped after at most 50 requests; the good one keeps 95 % of its rate"
                + " (quick, where figures are noisy: 80 %)",
            OutageFaults::poison));
  }

  private static void outage(Arena arena) {
    var normal = new Resends();
    int targets = arena.scale().of(5_000, 20_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(normal).start(40, 40);
    FleetJob job = fleet.submit("outage", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 60));

    fleet.receiver().behave(broken());
    arena.pass(NOTICED_WITHIN);
    long before = job.requests();
    Duration rest = arena.scale().seconds(10, 60).minus(NOTICED_WITHIN);
    arena.pass(rest);
    long probes = job.requests() - before;
    fleet.receiver().behave(normal);
    arena.tell("%d requests came later than 2 s after the first failure".formatted(probes));
    arena.tell("the receiver is well again");

    long healed = System.nanoTime();
    Check check = arena.check(fleet, job, DONE_WITHIN);
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - healed));
    check
        .allDelivered()
        .once()
        .require(probes <= probes(rest) * fleet.nodes().size(), "not stopped, but sent " + probes);
  }

  /** The most that one worker sends within this time. */
  private static long probes(Duration time) {
    return Stream.iterate(FIRST_PROBE_AFTER, at -> at.multipliedBy(2).plus(FIRST_PROBE_AFTER))
        .takeWhile(at -> at.compareTo(time) <= 0)
        .count();
  }

  private static Behaviour broken() {
    return request ->
        Answers.serverError(Targets.number(request.webhook()) % 2 == 0 ? 500 : 503)
            .after(Resends.LATENCY);
  }

  private static void poison(Arena arena) {
    var normal = new Resends();
    Behaviour behaviour =
        request ->
            switch (request.job()) {
              case "poison-500" -> Answers.serverError(500);
              case "poison-400" -> Answers.error(400, 50035, "Invalid Form Body");
              default -> normal.reply(request);
            };
    int targets = arena.scale().of(12_000, 40_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(behaviour).start(15, 15);
    FleetJob good = fleet.submit("good", targets);
    good.awaitEnded(targets / 20, Duration.ofSeconds(30));
    double clean = arena.perSecond(good::requests, WATCHED);

    long before = good.requests();
    long began = System.nanoTime();
    requireStopped(arena, fleet, "poison-500");
    requireStopped(arena, fleet, "poison-400");
    arena.pass(WATCHED);
    double beside = (good.requests() - before) * 1e9 / (System.nanoTime() - began);
    boolean over = good.latest().isFinished();

    Check check = arena.check(fleet, good, arena.scale().seconds(60, 200)).allDelivered().once();
    check.require(!over, "over before the others were stopped");
    double kept = arena.scale() == Scale.FULL ? 0.95 : 0.8;
    new Rates(clean, beside).require(arena, check, kept);
  }

  private static void requireStopped(Arena arena, CaseFleet fleet, String key) {
    FleetJob job = fleet.submit(key, 2_000);
    Check check = arena.check(fleet, job, STOPPED_WITHIN).state("stopped");
    check.require(job.requests() <= WITNESSES, "requests: " + job.requests());
  }
}
