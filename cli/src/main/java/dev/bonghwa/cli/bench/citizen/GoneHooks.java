package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import dev.bonghwa.testkit.receiver.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Jobs to one list of which a fifth is gone. */
final class GoneHooks {
  private static final int JOBS = 10;
  private static final double GONE = 0.20;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private GoneHooks() {}

  static Scenario scenario() {
    return new Scenario(
        "gone",
        "ten jobs to a list of which a fifth is gone: one after the other, and at once",
        GoneHooks::play);
  }

  private static void play(Stage stage) {
    int targets = stage.scaled(20_000, 1_000);
    stage.parameter(
        "%d jobs to the same %,d webhooks, 20 %% of them gone; three workers,"
            + " MAX_CONCURRENT=[200, 80, 30]",
        JOBS, targets);
    Snapshot seen = play(stage, targets, true);
    stage.goal(
        "requests to each gone webhook, over all jobs, one after the other",
        "exactly 1",
        seen.toGone() == 0 && seen.goneWebhooks() > 0,
        "%,d gone webhooks, %,d requests to them",
        seen.goneWebhooks(),
        seen.goneWebhooks() + seen.toGone());
    seen = play(stage, targets, false);
    stage.parameter(
        "at once, where a node may have claimed a target before another finds it gone: %,d gone"
            + " webhooks, %,d requests to them",
        seen.goneWebhooks(), seen.goneWebhooks() + seen.toGone());
  }

  private static Snapshot play(Stage stage, int targets, boolean oneAfterTheOther) {
    Mix mix =
        Mix.seeded(stage.seed()).latency(Duration.ofMillis(5), Duration.ofMillis(40)).gone(GONE);
    try (BenchFleet fleet = stage.fleet(ReceiverOptions.defaults().withBehaviour(mix), workers())) {
      List<BenchJob> jobs = submit(fleet, targets, oneAfterTheOther);
      jobs.forEach(job -> job.awaitEnd(PATIENCE));
      fleet.checkTruth(jobs);
      return fleet.receiver().log().snapshot();
    }
  }

  private static List<BenchJob> submit(BenchFleet fleet, int targets, boolean oneAfterTheOther) {
    List<BenchJob> jobs = new ArrayList<>();
    for (int n = 0; n < JOBS; n++) {
      BenchJob job = fleet.submit("gone" + n, targets);
      if (oneAfterTheOther) {
        job.awaitEnd(PATIENCE);
      }
      jobs.add(job);
    }
    return jobs;
  }

  private static List<Station> workers() {
    return Stream.of(200, 80, 30).map(Station::of).toList();
  }
}
