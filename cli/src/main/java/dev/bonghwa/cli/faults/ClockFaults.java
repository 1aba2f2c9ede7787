package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Clocks that are set while a job with many retries is under way (libfaketime). */
final class ClockFaults {
  private static final Duration JUMP = Duration.ofHours(1).minusSeconds(1);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private ClockFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "clock-jump",
            "the clock of one worker jumps by an hour, forth and back (libfaketime)",
            "nothing twice, nothing early",
            ClockFaults::worker),
        new FaultCase(
            "clock-jump-redis",
            "the clock of Redis' host jumps by an hour, forth and back (libfaketime)",
            "nothing twice, nothing early, and no wait as long as the jump",
            ClockFaults::redis));
  }

  private static void worker(Arena arena) {
    FakeClock clock = arena.keep(new FakeClock());
    EmbeddedRedis redis = arena.redis();
    CaseFleet fleet = arena.fleet(redis).receiver(retries(arena)).start(20);
    fleet.launch(20, redis.uri().toString(), clock.env());
    fleet.awaitAlive();

    jump(arena, fleet, clock);
    fleet.terminate(2);
    String said = fleet.node(2).process().awaitLine("(\\S+) .* left the fleet", AT_ONCE).group(1);
    requireSlow(arena, "worker-2", Instant.parse(said));
  }

  private static void redis(Arena arena) {
    FakeClock clock = arena.keep(new FakeClock());
    EmbeddedRedis redis =
        arena.redis(RedisOptions.defaults().withAppendOnly().withEnv(clock.env()));

    jump(arena, arena.fleet(redis).receiver(retries(arena)).start(20, 20), clock);
    String time = redis.call("TIME").lines().findFirst().orElseThrow();
    requireSlow(arena, "Redis", Instant.ofEpochSecond(Long.parseLong(time)));
  }

  private static void requireSlow(Arena arena, String whose, Instant itsTime) {
    Duration behind = Duration.between(itsTime, Instant.now());
    arena.tell("the clock of %s is %d s slow".formatted(whose, behind.toSeconds()));
    if (behind.compareTo(JUMP) < 0) {
      arena.figures().broken("the clock of " + whose + " did not jump: nothing was tried");
    }
  }

  private static Mix retries(Arena arena) {
    return Mix.seeded(arena.seed())
        .latency(Duration.ofMillis(30), Duration.ofMillis(60))
        .rateLimited(0.15, Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  private static void jump(Arena arena, CaseFleet fleet, FakeClock clock) {
    int targets = arena.scale().of(6_000, 60_000);
    FleetJob job = fleet.submit("clock", targets);

    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));
    clock.shift("+1h");
    arena.tell("the clock is an hour fast");
    job.awaitEnded(targets / 2, arena.scale().seconds(30, 200));
    clock.shift("-1h");
    arena.tell("the clock is an hour slow");

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().once().polite();
  }
}
