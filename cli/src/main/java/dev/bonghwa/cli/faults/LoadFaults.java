package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nobody is there to do the work, or it comes in very small pieces. */
final class LoadFaults {
  private static final Duration BEGUN_WITHIN = Duration.ofSeconds(10);
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);

  private LoadFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "no-worker",
            "a job is submitted while no worker lives; two join later",
            "accepted, begun within 10 s of their joining, nothing twice",
            LoadFaults::noWorker),
        new FaultCase(
            "many-small-jobs",
            "many small jobs, with kills of workers (at most two in the life of a job), restarts of"
                + " Redis and doubled tickets",
            "all end, twice only what was in flight or unsettled at the kills",
            LoadFaults::manySmallJobs));
  }

  private static void noWorker(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    CaseFleet fleet = arena.fleet(redis).receiver(new Resends()).start();
    FleetJob job = fleet.submit("no-worker", arena.scale().of(4_000, 50_000));
    arena.tell("accepted: " + job.latest().json().path("warnings"));

    fleet.launch(40);
    fleet.launch(40);
    fleet.awaitAlive();
    long joined = System.nanoTime();
    job.awaitRequests(1, BEGUN_WITHIN);
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - joined));

    arena.check(fleet, job, arena.scale().seconds(60, 200)).allDelivered().once();
  }

  private static void manySmallJobs(Arena arena) {
    int count = arena.scale().of(60, 1_000);
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(20, 20, 20);
    Random random = arena.random();
    var harm = new Harm(arena, fleet, redis);
    List<FleetJob> jobs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Order order = Order.of("small-" + i, 1 + random.nextInt(60)).looked(Duration.ofSeconds(1));
      FleetJob job = fleet.submit(order);
      jobs.add(job);
      harm.submitted(job);
      if (i % 20 == 10) {
        harm.next();
        arena.tell("%d of %d jobs are submitted; %s".formatted(i, count, harm));
      }
    }

    jobs.forEach(job -> arena.check(fleet, job, ENDED_WITHIN).allDelivered());
    fleet.awaitAlive();
    arena.note(harm.toString());
    arena.figures().twice(resends.repeats(), harm.mostRepeated());
    if (resends.repeats() > harm.mostRepeated()) {
      arena.figures().broken("sent twice: " + resends.repeats() + " > " + harm.mostRepeated());
    }
  }

  /**
   * What is done between small jobs, in turn, to whom chance says.
   *
   * <p>A batch whose holders crash three times in a row is given up, by design: it may be what took
   * them down. Kills as frequent as these can come to that by chance, so no job is left to see a
   * third one, and all must be delivered.
   */
  private static final class Harm {
    private final Arena arena;
    private final CaseFleet fleet;
    private final EmbeddedRedis redis;
    private List<FleetJob> unkilled = new ArrayList<>();
    private List<FleetJob> killedOnce = List.of();
    private List<FleetJob> killedTwice = List.of();
    private int kills;
    private int restarts;
    private int tickets;
    private long mostRepeated;

    Harm(Arena arena, CaseFleet fleet, EmbeddedRedis redis) {
      this.arena = arena;
      this.fleet = fleet;
      this.redis = redis;
    }

    void submitted(FleetJob job) {
      unkilled.add(job);
      doubleTicket(job);
    }

    private void doubleTicket(FleetJob job) {
      String node = "worker-" + (1 + arena.random().nextInt(3));
      if (arena.random().nextInt(3) == 0) {
        tickets++;
        redis.call("RPUSH", "bonghwa:{node:" + node + "}:normal", job.latest().id());
      }
    }

    void next() {
      // A worker that finds no Redis at its start ends itself, and nobody here starts it anew.
      fleet.awaitAlive();
      if ((kills + restarts) % 3 == 2) {
        restarts++;
        redis.restart();
      } else {
        kill();
      }
    }

    private void kill() {
      killedTwice.forEach(job -> job.awaitEnd(ENDED_WITHIN));
      kills++;
      int number = 1 + arena.random().nextInt(3);
      mostRepeated += Resends.mostRepeated(fleet.node(number));
      fleet.kill(number);
      fleet.replace(number);
      killedTwice = killedOnce;
      killedOnce = unkilled;
      unkilled = new ArrayList<>();
    }

    long mostRepeated() {
      return mostRepeated;
    }

    @Override
    public String toString() {
      return "%d kills of workers, %d restarts of Redis, %d doubled tickets"
          .formatted(kills, restarts, tickets);
    }
  }
}
