package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Draws one fault after the other, does it to its end, and adds up what each may repeat. */
final class RandomFaults {
  /** Longer than this a worker may have lost its claims. */
  private static final Duration HARMLESS = Duration.ofSeconds(4);

  private final Arena arena;
  private final EmbeddedRedis redis;
  private final CaseFleet fleet;
  private final FaultProxy way;
  private final Random random;
  private final List<Runnable> always;
  private long bound;
  private int drawn;

  /** The proxy is on the way of the first worker. */
  RandomFaults(Arena arena, EmbeddedRedis redis, CaseFleet fleet, FaultProxy way) {
    this.arena = arena;
    this.redis = redis;
    this.fleet = fleet;
    this.way = way;
    this.random = arena.random();
    always =
        List.of(
            this::killWorker,
            this::freezeWorker,
            this::restartRedis,
            this::killRedis,
            this::cutRedis,
            this::swallow,
            this::storm);
  }

  /** The most that all faults until now may have sent twice. */
  long bound() {
    return bound;
  }

  int drawn() {
    return drawn;
  }

  /** Some seconds of peace, and the next fault. */
  void next(boolean alsoNms) {
    arena.pass(Duration.ofMillis(500 + random.nextInt(3_000)));
    // A worker that finds no Redis at its start ends itself, and nobody here starts it anew.
    fleet.awaitStarted();
    drawn++;
    int which = random.nextInt(always.size() + (alsoNms ? 1 : 0));
    if (which == always.size()) {
      replaceNms();
    } else {
      always.get(which).run();
    }
  }

  private void killWorker() {
    int number = 1 + random.nextInt(2);
    bound += Resends.mostRepeated(fleet.node(number));
    tell("kill -9 of worker-%d".formatted(number));
    fleet.kill(number);
    arena.pass(upTo(5));
    fleet.replace(number);
  }

  private void replaceNms() {
    tell("kill -9 of nms-api");
    fleet.replaceNms();
  }

  private void freezeWorker() {
    int number = 1 + random.nextInt(3);
    CaseNode node = fleet.node(number);
    Duration time = upTo(10);
    bound += time.compareTo(HARMLESS) < 0 ? 0 : Resends.mostRepeated(node);
    tell("SIGSTOP of worker-%d for %d ms".formatted(number, time.toMillis()));
    node.freeze();
    arena.pass(time);
    node.thaw();
  }

  private void restartRedis() {
    tell("SIGTERM to Redis, and a start");
    redis.restart();
  }

  private void killRedis() {
    bound += Resends.mostRepeated(fleet);
    tell("kill -9 of Redis, and a start");
    redis.kill();
    redis.restart();
  }

  private void cutRedis() {
    tell("CLIENT KILL TYPE normal");
    redis.call("CLIENT", "KILL", "TYPE", "normal");
  }

  private void swallow() {
    Duration time = upTo(10);
    bound += time.compareTo(HARMLESS) < 0 ? 0 : Resends.mostRepeated(fleet.node(1));
    tell("nothing passes between worker-1 and Redis for %d ms".formatted(time.toMillis()));
    way.blackhole();
    arena.pass(time);
    way.heal();
  }

  private void storm() {
    Duration time = upTo(5);
    tell("10 %% 429, 10 %% 500 and 2 %% broken off for %d ms".formatted(time.toMillis()));
    fleet
        .receiver()
        .behave(
            Mix.seeded(random.nextLong())
                .latency(Resends.LATENCY, Resends.LATENCY.multipliedBy(2))
                .rateLimited(0.10, Duration.ofSeconds(1), Duration.ofSeconds(2))
                .serverErrors(0.10)
                .resets(0.02));
    arena.pass(time);
    fleet.receiver().behave(new Resends());
  }

  private Duration upTo(int seconds) {
    return Duration.ofMillis(1_000 + random.nextInt(seconds * 1_000 - 999));
  }

  private void tell(String what) {
    arena.tell("fault " + drawn + ": " + what);
  }
}
