package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.Limits;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several messages to the same webhooks at once, more than their buckets hold. */
final class QuickJobs {
  private static final int JOBS = 8;
  private static final List<Integer> UNEQUAL = List.of(200, 80, 30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private QuickJobs() {}

  static Scenario scenario() {
    return new Scenario(
        "quick",
        "eight jobs at once to the same webhooks, without stealing and with it",
        QuickJobs::play);
  }

  private static void play(Stage stage) {
    int targets = stage.scaled(20_000, 1_000);
    stage.parameter(
        "%d jobs to the same %,d webhooks, 5 in 2 s each; three workers, MAX_CONCURRENT=%s;"
            + " nms-api has read as many dry runs before",
        JOBS, targets, UNEQUAL);
    play(stage, targets, false);
    play(stage, targets, true);
  }

  private static void play(Stage stage, int targets, boolean stealing) {
    try (BenchFleet fleet = stage.fleet(receiver(stage.seed()), workers(stealing))) {
      String with = stealing ? "with stealing" : "without stealing";
      for (int n = 0; n < JOBS; n++) {
        fleet.rehearse(targets);
      }
      long began = System.nanoTime();
      List<BenchJob> jobs = submit(fleet, targets, stealing ? "thief" : "owner");
      double submitted = (System.nanoTime() - began) / 1e9;
      jobs.forEach(job -> job.awaitEnd(PATIENCE));
      double took = (System.nanoTime() - began) / 1e9;
      stage.parameter("%s: submitted within %.1f s, done after %.0f s", with, submitted, took);
      judge(stage, fleet, with, stealing ? 0.005 : 0);
      fleet.checkTruth(jobs);
    }
  }

  private static ReceiverOptions receiver(long seed) {
    return ReceiverOptions.defaults()
        .withBehaviour(Mix.seeded(seed).latency(Duration.ofMillis(5), Duration.ofMillis(40)))
        .withLimits(Limits.NONE.withWebhook(Limits.USUAL_WEBHOOK));
  }

  private static List<Station> workers(boolean stealing) {
    return UNEQUAL.stream()
        .map(strength -> new Station(strength, Map.of("STEALING", Boolean.toString(stealing))))
        .toList();
  }

  private static List<BenchJob> submit(BenchFleet fleet, int targets, String name) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream<CompletableFuture<BenchJob>> submits =
          IntStream.range(0, JOBS)
              .mapToObj(
                  n ->
                      CompletableFuture.supplyAsync(
                          () -> fleet.submit(name + n, targets), threads));
      return submits.toList().stream().map(CompletableFuture::join).toList();
    }
  }

  private static void judge(Stage stage, BenchFleet fleet, String with, double share) {
    var seen = fleet.receiver().log().snapshot();
    stage.goal(
        "requests refused for their webhook's limit, " + with,
        share == 0 ? "0" : "at most 0.5 %",
        seen.status(429) <= share * seen.requests(),
        "%,d of %,d (%.3f %%)",
        seen.status(429),
        seen.requests(),
        100.0 * seen.status(429) / seen.requests());
  }
}
