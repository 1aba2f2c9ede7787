package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clocks that are set while a job with many retries is under way (libfaketime). */
final class ClockFaults {
  private static final Duration JUMP = Duration.ofHours(1).minusSeconds(1);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final int STRENGTH = 20;

  /** A second and worker, less than half of what its strength would let it send. */
  private static final int RATE = 200;

  private static final String NO_BURST =
      ": never more in flight than MAX_CONCURRENT, nor in any second more than EGRESS_RATE";

  private ClockFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "clock-jump",
            "the clock of one worker jumps by an hour, forth and back (libfaketime)",
            "nothing twice, nothing early, no burst" + NO_BURST,
            ClockFaults::worker),
        new FaultCase(
            "clock-jump-redis",
            "the clock of Redis' host jumps by an hour, forth and back (libfaketime)",
            "nothing twice, nothing early, no wait as long as the jump, no burst" + NO_BURST,
            ClockFaults::redis));
  }

  private static void worker(Arena arena) {
    FakeClock clock = arena.keep(new FakeClock());
    EmbeddedRedis redis = arena.redis();
    var rates = new MostPerSecond(retries(arena));
    CaseFleet fleet = arena.fleet(redis).receiver(rates).start();
    launch(fleet, Map.of());
    launch(fleet, clock.env());
    fleet.awaitAlive();

    jump(arena, fleet, clock, rates);
    fleet.terminate(2);
    String said = fleet.node(2).process().awaitLine("(\\S+) .* left the fleet", AT_ONCE).group(1);
    requireSlow(arena, "worker-2", Instant.parse(said));
  }

  private static void redis(Arena arena) {
    FakeClock clock = arena.keep(new FakeClock());
    EmbeddedRedis redis =
        arena.redis(RedisOptions.defaults().withAppendOnly().withEnv(clock.env()));
    var rates = new MostPerSecond(retries(arena));

    CaseFleet fleet = arena.fleet(redis).receiver(rates).start();
    launch(fleet, Map.of());
    launch(fleet, Map.of());
    fleet.awaitAlive();

    jump(arena, fleet, clock, rates);
    String time = redis.call("TIME").lines().findFirst().orElseThrow();
    requireSlow(arena, "Redis", Instant.ofEpochSecond(Long.parseLong(time)));
  }

  private static void launch(CaseFleet fleet, Map<String, String> more) {
    Map<String, String> env = new HashMap<>(more);
    env.put("EGRESS_RATE", Integer.toString(RATE));
    fleet.launch(STRENGTH, fleet.redisUrl(), env);
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

  private static void jump(Arena arena, CaseFleet fleet, FakeClock clock, MostPerSecond rates) {
    MostOpen open = arena.keep(MostOpen.watch(fleet.receiver()));
    int targets = arena.scale().of(4_000, 40_000);
    FleetJob job = fleet.submit("clock", targets);

    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));
    clock.shift("+1h");
    arena.tell("the clock is an hour fast");
    job.awaitEnded(targets / 2, arena.scale().seconds(30, 200));
    clock.shift("-1h");
    arena.tell("the clock is an hour slow");

    arena
        .check(fleet, job, arena.scale().seconds(60, 300))
        .allDelivered()
        .once()
        .polite()
        .require(open.most() <= 2 * STRENGTH, "in flight: " + open.most());
    fleet.nodes().forEach(node -> requireSteady(arena, node, rates.of(node)));
  }

  /** What was in flight before a second may arrive within it. */
  private static void requireSteady(Arena arena, CaseNode node, int most) {
    arena.tell("%s sent %d requests in its fastest second".formatted(node, most));
    if (most > RATE * 1.1 + STRENGTH) {
      arena.figures().broken("%s sent %d requests in a second".formatted(node, most));
    }
  }
}
