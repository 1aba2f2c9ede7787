package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;

/** Redis is there, and holds still, takes no writes, or refuses its clients. */
final class RedisModeFaults {
  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(5);
  private static final Duration WATCHED = Duration.ofSeconds(6);
  private static final String TAKEN = "bonghwa_batches_lost_total\\{cause=\"taken\"\\} (\\S+)";
  private static final String FIRST_PASSWORD = "the-first-password-of-all-programs";
  private static final String SECOND_PASSWORD = "another-password-than-all-programs-have";

  private RedisModeFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "redis-pause",
            "CLIENT PAUSE of 10 s (quick: 7 s, longer than a lease) in mid-job, ALL and then WRITE",
            "goes on within 5 s, no claim is taken over, nothing twice",
            RedisModeFaults::pause),
        new FaultCase(
            "redis-readonly",
            "REPLICAOF in mid-job: Redis takes no writes until it is a master again",
            "new jobs are answered 503 with Retry-After; goes on within 5 s, nothing twice",
            RedisModeFaults::readOnly),
        new FaultCase(
            "redis-auth",
            "the password of all programs is changed under them, and changed back",
            "each says so, no connection is tried more than once a second; goes on within 5 s,"
                + " nothing twice",
            RedisModeFaults::lockOut));
  }

  private static void pause(Arena arena) {
    Duration pause = arena.scale().seconds(7, 10);
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(20, 20);
    for (String mode : List.of("ALL", "WRITE")) {
      FleetJob job = begun(arena, fleet, "pause-" + mode);

      redis.call("CLIENT", "PAUSE", Long.toString(pause.toMillis()), mode);
      arena.tell("Redis pauses: %s".formatted(mode));
      arena.pass(pause);
      RedisFaults.requireGoesOn(arena, job, GOES_ON_WITHIN);

      arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    }
    RedisFaults.requireAllWork(arena, fleet, resends);
    fleet.nodes().forEach(node -> requireKept(arena, node));
  }

  private static FleetJob begun(Arena arena, CaseFleet fleet, String key) {
    int targets = arena.scale().of(4_000, 40_000);
    FleetJob job = fleet.submit(key, targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));
    return job;
  }

  private static void requireKept(Arena arena, CaseNode node) {
    double taken = Metrics.figure(node.process(), TAKEN);
    if (taken != 0) {
      arena.figures().broken("of " + node + " others took so many batches: " + taken);
    }
  }

  private static void readOnly(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(20, 20);
    FleetJob job = begun(arena, fleet, "readonly");

    redis.call("REPLICAOF", "127.0.0.1", "1");
    arena.tell("Redis takes no writes");
    BareSubmit.requireLater(arena, fleet, 503);
    arena.pass(arena.scale().seconds(6, 30));
    redis.call("REPLICAOF", "NO", "ONE");
    arena.tell("Redis takes writes again");
    RedisFaults.requireGoesOn(arena, job, GOES_ON_WITHIN);

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    RedisFaults.requireAllWork(arena, fleet, resends);
  }

  private static void lockOut(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    setPassword(redis, FIRST_PASSWORD);
    String url = "redis://programs:" + FIRST_PASSWORD + "@127.0.0.1:" + redis.port();
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(url).on(redis).receiver(resends).start(20, 20);
    FleetJob job = begun(arena, fleet, "auth");

    setPassword(redis, SECOND_PASSWORD);
    redis.call("CLIENT", "KILL", "USER", "programs");
    arena.tell("the password is another one");
    fleet
        .processes()
        .forEach(process -> process.awaitLine("WRONGPASS|password", Duration.ofSeconds(10)));
    arena.tell("all programs have said so");
    requirePatience(arena, redis, fleet);
    setPassword(redis, FIRST_PASSWORD);
    arena.tell("the password is the first again");
    RedisFaults.requireGoesOn(arena, job, GOES_ON_WITHIN);

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once();
    RedisFaults.requireAllWork(arena, fleet, resends);
  }

  private static void setPassword(EmbeddedRedis redis, String password) {
    redis.call(
        "ACL", "SETUSER", "programs", "on", "resetpass", ">" + password, "~*", "&*", "+@all");
  }

  private static void requirePatience(Arena arena, EmbeddedRedis redis, CaseFleet fleet) {
    arena.pass(Duration.ofSeconds(2)); // the first tries come quicker
    int connections = 2 * fleet.nodes().size() + 1;
    double rate = arena.perSecond(() -> RedisFigures.refusedLogins(redis), WATCHED);
    arena.tell("%.1f tries a second, on %d connections".formatted(rate, connections));
    if (rate == 0 || rate > connections) {
      arena.figures().broken("tries to log in, a second: " + rate);
    }
  }
}
