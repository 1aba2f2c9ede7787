package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.AddressCount;
import dev.bonghwa.testkit.receiver.BanForm;
import dev.bonghwa.testkit.receiver.Limits;
import dev.bonghwa.testkit.receiver.Quota;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A very long list over several addresses, each as fast as it may be and no faster. */
final class ManySends {
  /**
   * Twice Discord's, to keep the run short, and no more than two cores carry: where the machine is
   * full, requests come in bunches, and a bunch meets a limit that its sender kept. The fleet
   * begins as far below it as there.
   */
  private static final int PERMITTED = 100;

  private static final String RATE = "auto:90";
  private static final int STRENGTH = 100;
  private static final int WEBHOOKS_PER_CHANNEL = 12;
  private static final Quota INVALID = Quota.of(10_000, Duration.ofMinutes(10));
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private ManySends() {}

  static Scenario scenario() {
    return new Scenario(
        "many",
        "one job over several addresses; each finds the rate that it is permitted",
        ManySends::play);
  }

  private static void play(Stage stage) {
    int addresses = stage.scaled(10, 2);
    int targets = stage.scaled(1_000_000, 100_000);
    stage.parameter(
        "%,d targets; %d addresses with a worker each, EGRESS_RATE=%s; permitted: %d/s an address,"
            + " 5 in 2 s a webhook, 30 in 60 s a channel of %d webhooks, %,d invalid answers in 10"
            + " minutes",
        targets, addresses, RATE, PERMITTED, WEBHOOKS_PER_CHANNEL, INVALID.requests());
    stage.parameter("4 %% unknown webhooks, 1 %% bad tokens, 3 %% 5xx, 5 to 40 ms");
    try (BenchFleet fleet = stage.fleet(receiver(stage.seed()), workers(addresses))) {
      var pace = new Pace();
      BenchJob job = fleet.submit("many", targets);
      job.awaitEnd(
          PATIENCE,
          seen -> {
            // The last of them wait for their second and third attempt.
            if (seen.ended() > 0 && seen.ended() < 0.95 * targets) {
              pace.add(System.nanoTime(), accepted(fleet));
            }
          });
      judge(stage, fleet, pace.perSecondAfter(WARM_UP.toNanos()), addresses * PERMITTED);
      fleet.checkTruth(List.of(job));
    }
  }

  private static ReceiverOptions receiver(long seed) {
    Mix mix =
        Mix.seeded(seed)
            .latency(Duration.ofMillis(5), Duration.ofMillis(40))
            .serverErrors(0.03)
            .gone(0.04)
            .refused(0.01, 0);
    Limits limits =
        Limits.NONE
            .withAddress(Quota.of(PERMITTED, Duration.ofSeconds(1)))
            .withWebhook(Limits.USUAL_WEBHOOK)
            .withChannel(Limits.USUAL_CHANNEL, WEBHOOKS_PER_CHANNEL)
            .withBan(INVALID, Duration.ofHours(1), BanForm.PAGE);
    return ReceiverOptions.defaults().withBehaviour(mix).withLimits(limits);
  }

  private static List<Station> workers(int addresses) {
    return IntStream.range(0, addresses)
        .mapToObj(number -> Addressed.worker(number, STRENGTH, RATE))
        .toList();
  }

  private static long accepted(BenchFleet fleet) {
    return fleet.receiver().log().requests() - fleet.sum(AddressCount::limited);
  }

  private static void judge(Stage stage, BenchFleet fleet, double perSecond, int permitted) {
    var seen = fleet.receiver().log().snapshot();
    long bans = fleet.sum(AddressCount::bans);
    long invalid = fleet.sum(AddressCount::invalid) - seen.status(401);
    stage.goal("bans", "0", bans == 0, "%d", bans);
    stage.goal(
        "invalid answers beyond the gone ones, of all requests",
        "at most 0.1 %",
        invalid <= 0.001 * seen.requests(),
        "%,d of %,d (%.4f %%): %,d global limits, %,d others",
        invalid,
        seen.requests(),
        100.0 * invalid / seen.requests(),
        fleet.sum(AddressCount::limited),
        invalid - fleet.sum(AddressCount::limited));
    stage.goal(
        "requests taken a second, from the second minute until 95 % have ended",
        "at least 95 % of what is permitted",
        perSecond >= 0.95 * permitted,
        "%,.0f of %,d (%.1f %%)",
        perSecond,
        permitted,
        100 * perSecond / permitted);
    stage.goal("requests to known gone webhooks", "0", seen.toGone() == 0, "%,d", seen.toGone());
  }
}
