package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.List;

/** Redis comes back with less than it had, or with nothing. */
final class RedisDataFaults {
  private static final String LOST = "Redis has lost data: all claims";
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(10);
  private static final Duration WATCHED = Duration.ofSeconds(3);

  /** Two workers and nms-api at rest, the onlooker of this suite included. */
  private static final int COMMANDS_AT_REST = 150;

  private RedisDataFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "redis-kill",
            "kill -9 of Redis (appendfsync everysec) in mid-job, and a start on the same data",
            "goes on within 5 s, twice at most what was in flight or unsettled",
            RedisDataFaults::kill),
        new FaultCase(
            "redis-empty",
            "Redis without a file is killed in mid-job and comes back empty",
            "its jobs answer 410 with the reason, each worker says so once, nobody loops,"
                + " new jobs are delivered",
            RedisDataFaults::empty),
        new FaultCase(
            "redis-old-data",
            "Redis is killed in mid-job and comes back with an older copy of its file",
            "jobs of the copy end, twice at most what was sent since the copy; younger jobs answer"
                + " 410 with the reason, each worker says so once, nobody loops",
            RedisDataFaults::old));
  }

  private static void kill(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40, 40);
    int targets = arena.scale().of(6_000, 100_000);
    FleetJob job = fleet.submit("redis-kill", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    redis.kill();
    redis.restart();
    arena.tell("Redis was killed and is back");
    RedisFaults.requireGoesOn(arena, job, Duration.ofSeconds(5));

    long bound = Resends.mostRepeated(fleet);
    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().twiceAtMost(bound);
    RedisFaults.requireAllWork(arena, fleet, resends);
  }

  private static void empty(Arena arena) {
    EmbeddedRedis redis = arena.redis(RedisOptions.defaults());
    CaseFleet fleet = arena.fleet(redis).receiver(new Resends()).start(20, 20);
    int targets = arena.scale().of(6_000, 60_000);
    FleetJob vanished = fleet.submit("vanished", targets);
    vanished.awaitEnded(targets / 4, arena.scale().seconds(30, 200));

    redis.kill();
    redis.restart();
    arena.tell("Redis is back, without data");

    requireNoticed(arena, fleet, vanished);
    requireNextIsDelivered(arena, redis, fleet);
  }

  private static void old(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    CaseFleet fleet = arena.fleet(redis).receiver(new Resends()).start(20, 20);
    int targets = arena.scale().of(8_000, 60_000);
    FleetJob before = fleet.submit("older", targets);
    before.awaitEnded(targets / 8, arena.scale().seconds(30, 200));

    var copy = arena.keep(RedisCopy.of(redis));
    long sent = before.requests();
    arena.tell("Redis' data are copied");
    FleetJob vanished = fleet.submit("younger", 1_000);
    before.awaitEnded(targets / 2, arena.scale().seconds(30, 200));
    before.close(); // what it counts goes back now
    redis.kill();
    copy.putBack();
    long bound = before.requests() - sent + Resends.mostRepeated(fleet);
    redis.restart();
    arena.tell("Redis is back, with the copy");

    FleetJob again = fleet.submit("older", targets); // the same key: the same job
    requireNoticed(arena, fleet, vanished);
    arena
        .check(fleet, again, arena.scale().seconds(60, 300))
        .allDelivered()
        .twiceAtMost(bound)
        .same("the job's id", before.latest().id(), again.latest().id());
    requireNextIsDelivered(arena, redis, fleet);
  }

  private static void requireNoticed(Arena arena, CaseFleet fleet, FleetJob vanished) {
    long back = System.nanoTime();
    await("the job that was lost answers 410")
        .atMost(NOTICED_WITHIN)
        .until(() -> answer(fleet, vanished), text -> text.contains("410"));
    fleet.nodes().forEach(node -> node.process().awaitLine(LOST, NOTICED_WITHIN));
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - back));
    arena.note(
        "the %d targets of the job that was lost: %s"
            .formatted(vanished.targets(), answer(fleet, vanished)));
    vanished.close();
  }

  private static void requireSaidOnce(Arena arena, CaseNode node) {
    long said = node.process().lines().stream().filter(line -> line.contains(LOST)).count();
    if (said != 1) {
      arena.figures().broken(node + " said so many times that data are lost: " + said);
    }
  }

  private static void requireNoLoop(Arena arena, EmbeddedRedis redis) {
    double rate = arena.perSecond(() -> RedisFigures.commands(redis), WATCHED);
    arena.tell("%.0f commands a second reach Redis".formatted(rate));
    if (rate > COMMANDS_AT_REST) {
      arena.figures().broken("somebody loops: commands a second: " + rate);
    }
  }

  private static String answer(CaseFleet fleet, FleetJob job) {
    try {
      return "it is " + fleet.client().job(job.latest().id()).state();
    } catch (CliFault refused) {
      return refused.what();
    }
  }

  private static void requireNextIsDelivered(Arena arena, EmbeddedRedis redis, CaseFleet fleet) {
    fleet.awaitAlive();
    FleetJob next = fleet.submit("next", 1_000);
    arena.check(fleet, next, Duration.ofSeconds(30)).allDelivered().once();
    requireNoLoop(arena, redis);
    fleet.nodes().forEach(node -> requireSaidOnce(arena, node));
  }
}
