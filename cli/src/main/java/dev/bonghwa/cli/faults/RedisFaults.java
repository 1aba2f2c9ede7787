package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Redis goes away, stands still, is full, or cuts its connections. */
final class RedisFaults {

  private RedisFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "redis-restart",
            "SIGTERM to Redis in mid-job, and a start on the same data",
            "60 % of the speed before within 5 s of its answering again, nothing twice",
            RedisFaults::restart),
        new FaultCase(
            "redis-cut", "CLIENT KILL TYPE normal every second", "nothing twice", RedisFaults::cut),
        new FaultCase(
            "redis-freeze",
            "SIGSTOP of Redis for 12 s, twice a lease",
            "nothing twice",
            RedisFaults::freeze),
        new FaultCase(
            "redis-full",
            "maxmemory is reached in mid-job, policy noeviction",
            "new jobs are answered 503 with Retry-After until there is room; the job ends, nothing"
                + " twice",
            RedisFaults::full));
  }

  private static void restart(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    int strength = arena.scale().of(15, 40); // so that the receiver's answers set the pace
    CaseFleet fleet = arena.fleet(redis).receiver(resends).startAlike(2, strength);
    int targets = arena.scale().of(4_000, 100_000);
    FleetJob job = fleet.submit("restart", targets);
    job.awaitEnded(targets / 10, arena.scale().seconds(30, 200));
    double before = arena.perSecond(job::requests, Duration.ofSeconds(1));

    redis.restart();
    arena.tell("Redis is restarted");
    Rates.requireBack(arena, job, before, Duration.ofSeconds(5));

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    requireAllWork(arena, fleet, resends);
  }

  /** From now on requests come again within this time. */
  static void requireGoesOn(Arena arena, FleetJob job, Duration within) {
    long now = System.nanoTime();
    long before = job.requests();
    job.awaitRequests(before + 1, within);
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - now));
  }

  /** Another job is sent by every worker: none has been deaf since the fault. */
  static void requireAllWork(Arena arena, CaseFleet fleet, Resends resends) {
    List<Long> before = fleet.nodes().stream().map(node -> resends.tollOf(node).sent()).toList();
    FleetJob next = fleet.submit("all", 500 * before.size());
    Check check = arena.check(fleet, next, Duration.ofSeconds(30)).allDelivered().once();
    for (int i = 0; i < before.size(); i++) {
      CaseNode node = fleet.nodes().get(i);
      check.require(resends.tollOf(node).sent() > before.get(i), node + " sends nothing any more");
    }
  }

  private static void cut(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40, 40);
    FleetJob job = fleet.submit("cut", arena.scale().of(6_000, 150_000));
    job.awaitEnded(1, Duration.ofSeconds(30));

    cutEverySecond(redis, arena.scale().of(5, 60));
    arena.tell("all connections were cut, again and again");

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    requireAllWork(arena, fleet, resends);
  }

  private static void cutEverySecond(EmbeddedRedis redis, int times) {
    var cuts = new AtomicInteger();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(times + 10))
        .until(
            () -> {
              redis.call("CLIENT", "KILL", "TYPE", "normal");
              return cuts.incrementAndGet() >= times;
            });
  }

  private static void freeze(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40, 40);
    int targets = arena.scale().of(8_000, 60_000);
    FleetJob job = fleet.submit("frozen", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    redis.freeze();
    arena.tell("Redis stands still");
    arena.pass(Duration.ofSeconds(12));
    redis.thaw();
    arena.tell("Redis goes on");
    requireGoesOn(arena, job, Duration.ofSeconds(10));

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    requireAllWork(arena, fleet, resends);
  }

  private static void full(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    CaseFleet fleet = arena.fleet(redis).receiver(new Resends()).start(20, 20);
    int targets = arena.scale().of(4_000, 20_000);
    FleetJob job = fleet.submit("full", targets);
    job.awaitEnded(targets / 6, Duration.ofSeconds(30));

    redis.call("CONFIG", "SET", "maxmemory", "1mb");
    BareSubmit.requireLater(arena, fleet, 503);
    arena.check(fleet, job, Duration.ofSeconds(90)).allDelivered().once();

    redis.call("CONFIG", "SET", "maxmemory", "0");
    arena.check(fleet, submitOnceTaken(fleet), Duration.ofSeconds(60)).allDelivered().once();
  }

  /** The API looks at the size of the backlog now and then only. */
  private static FleetJob submitOnceTaken(CaseFleet fleet) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .ignoreException(CliFault.class)
        .until(() -> fleet.submit("room-again", 1_000), taken -> true);
  }
}
