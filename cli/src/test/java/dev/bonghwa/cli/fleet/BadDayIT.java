package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.RequestLog;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rate limits, server errors, gone webhooks and broken answers: an ordinary bad day. */
class BadDayIT {

  @Test
  void everyTarget_endsInOneTrueState_andTheGoneAreNeverCalledAgain() {
    run(Size.SMALL);
  }

  @Test
  @Tag("faults")
  @Timeout(600)
  void everyTarget_endsInOneTrueState_andTheGoneAreNeverCalledAgain_full() {
    run(Size.FULL);
  }

  private static void run(Size size) {
    int targets = size.of(10_000, 100_000);
    Mix mix =
        Mix.seeded(1)
            .latency(Duration.ofMillis(5), Duration.ofMillis(40))
            .rateLimited(0.10, Duration.ofSeconds(1), size.seconds(3, 5))
            .scopes(0.5, 0)
            .serverErrors(0.05)
            .gone(0.02)
            .resets(0.01);
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), mix, 100, 60, 30)) {
      Connections connections = Connections.watch(redis);
      int gone = (int) IntStream.range(0, targets).filter(i -> isGone(mix, i)).count();

      TestJob job = fleet.submit("bad-day", targets);
      job.awaitEnd(size.seconds(60, 400));

      Truth truth = fleet.truth(job).tell("a bad day").assertAgrees().assertOnce().assertPolite();
      assertThat(truth.report().count("gone")).isEqualTo(gone);
      assertThat(truth.report().count("delivered")).isEqualTo(targets - gone);
      assertOneRequestPerGone(fleet, mix, targets);

      fleet.receiver().behave(Behaviour.delivering());
      TestJob next = fleet.submit("day-after", targets);
      next.awaitEnd(size.seconds(30, 200));

      Truth after = fleet.truth(next).tell("the day after").assertAgrees().assertPolite();
      assertThat(after.report().number("already_gone")).isEqualTo(gone);
      assertOneRequestPerGone(fleet, mix, targets);
      connections.close();
      assertFew(connections.most());
      Secrets.of(targets).assertNoneIn(fleet, connections.lists(), redis.call("KEYS", "*"));
    }
  }

  private static void assertOneRequestPerGone(TestFleet fleet, Mix mix, int targets) {
    RequestLog log = fleet.receiver().log();
    IntStream.range(0, targets)
        .filter(index -> isGone(mix, index))
        .mapToLong(Targets::webhook)
        .forEach(
            webhook ->
                assertThat(log.requests(webhook))
                    .as(() -> "requests of a gone webhook: " + log.requestsOf(webhook))
                    .isEqualTo(1));
  }

  private static void assertFew(Map<String, Long> connections) {
    System.out.println("connections at a time: " + connections);
    assertThat(connections)
        .containsOnlyKeys(
            "nms-api", "node-worker:worker-1", "node-worker:worker-2", "node-worker:worker-3");
    connections.forEach(
        (program, count) ->
            assertThat(count)
                .as("connections of %s", program)
                .isLessThanOrEqualTo(program.equals("nms-api") ? 4 : 3));
  }

  private static boolean isGone(Mix mix, int index) {
    return mix.isGone(Targets.webhook(index));
  }
}
