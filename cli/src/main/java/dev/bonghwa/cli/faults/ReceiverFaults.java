package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.RequestLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The receiver limits, fails, breaks off or has lost its webhooks. */
final class ReceiverFaults {

  private ReceiverFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "bad-day",
            "10 % 429 with Retry-After of 1 to 5 s, 5 % 500, 2 % gone, 1 % broken off",
            "nothing twice, nothing early, one request to each gone webhook, for ever",
            ReceiverFaults::badDay));
  }

  private static void badDay(Arena arena) {
    int targets = arena.scale().of(10_000, 100_000);
    Mix mix =
        Mix.seeded(arena.seed())
            .latency(Duration.ofMillis(5), Duration.ofMillis(40))
            .rateLimited(0.10, Duration.ofSeconds(1), arena.scale().seconds(3, 5))
            .scopes(0.5, 0)
            .serverErrors(0.05)
            .gone(0.02)
            .resets(0.01);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(mix).start(100, 60, 30);
    long gone = gone(mix, targets);

    FleetJob job = fleet.submit("bad-day", targets);
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 400));
    check.delivered(targets - gone).once().polite();
    requireOneRequestPerGone(arena, fleet, mix, targets);

    fleet.receiver().behave(Behaviour.delivering());
    FleetJob next = fleet.submit("day-after", targets);
    Check after = arena.check(fleet, next, arena.scale().seconds(30, 200));
    after.delivered(targets - gone).once().polite();
    requireOneRequestPerGone(arena, fleet, mix, targets);
  }

  private static void requireOneRequestPerGone(Arena arena, CaseFleet fleet, Mix mix, int targets) {
    RequestLog log = fleet.receiver().log();
    IntStream.range(0, targets)
        .filter(index -> isGone(mix, index))
        .mapToLong(Targets::webhook)
        .filter(webhook -> log.requests(webhook) != 1)
        .forEach(webhook -> arena.figures().broken("called again: " + log.requestsOf(webhook)));
  }

  /** How many of the first so many webhooks are gone. */
  static long gone(Mix mix, int targets) {
    return IntStream.range(0, targets).filter(index -> isGone(mix, index)).count();
  }

  private static boolean isGone(Mix mix, int index) {
    return mix.isGone(Targets.webhook(index));
  }
}
