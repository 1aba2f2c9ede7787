package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.AddressCount;
import dev.bonghwa.testkit.receiver.BanForm;
import dev.bonghwa.testkit.receiver.Limits;
import dev.bonghwa.testkit.receiver.Quota;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/** One address after the other is banned in the middle of a job, each in another form. */
final class Bans {
  private static final int PERMITTED = 100;
  private static final String RATE = "90";
  private static final int STRENGTH = 20;

  /** Its first probe finds it, the second comes after its end. */
  private static final Duration BAN = Duration.ofMinutes(2);

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Bans() {}

  static Scenario scenario() {
    return new Scenario(
        "bans",
        "a job for each form of a ban; an address is banned when a quarter has ended",
        Bans::play);
  }

  private static void play(Stage stage) {
    int targets = stage.scaled(9_000, 3_000);
    stage.parameter(
        "a job of %,d targets for each form; 5 addresses, two workers at each that is banned and"
            + " one at the last, EGRESS_RATE=%s, MAX_CONCURRENT=%d; bans of %d s",
        targets, RATE, STRENGTH, BAN.toSeconds());
    try (BenchFleet fleet = stage.fleet(receiver(stage.seed()), workers())) {
      List<BenchJob> jobs = new ArrayList<>();
      long lastBan = 0;
      for (BanForm form : BanForm.values()) {
        BenchJob job = fleet.submit(word(form), targets);
        job.awaitEnded(targets / 4, PATIENCE);
        fleet.receiver().ban(Addressed.inet(form.ordinal()), form, BAN);
        lastBan = System.nanoTime();
        finish(stage, job);
        jobs.add(job);
      }
      stage.tell("waiting for the end of the last ban");
      long end = lastBan + BAN.toNanos();
      Awaitility.await().atMost(BAN.plusSeconds(30)).until(() -> System.nanoTime() >= end);
      for (BanForm form : BanForm.values()) {
        judge(stage, fleet, form);
      }
      fleet.checkTruth(jobs);
    }
  }

  private static ReceiverOptions receiver(long seed) {
    return ReceiverOptions.defaults()
        .withBehaviour(Mix.seeded(seed).latency(Duration.ofMillis(20), Duration.ofMillis(60)))
        .withLimits(Limits.NONE.withAddress(Quota.of(PERMITTED, Duration.ofSeconds(1))));
  }

  private static List<Station> workers() {
    List<Station> workers = new ArrayList<>();
    for (BanForm form : BanForm.values()) {
      workers.add(Addressed.worker(form.ordinal(), STRENGTH, RATE));
      workers.add(Addressed.worker(form.ordinal(), STRENGTH, RATE));
    }
    workers.add(Addressed.worker(BanForm.values().length, STRENGTH, RATE));
    return workers;
  }

  private static void finish(Stage stage, BenchJob job) {
    long banned = System.nanoTime();
    JobView end = job.awaitEnd(PATIENCE);
    double seconds = (System.nanoTime() - banned) / 1e9;
    stage.goal(
        job.key() + ": the job, through the other addresses",
        "all delivered while the ban lasts",
        end.count(TargetState.DELIVERED) == job.targets() && seconds < BAN.toSeconds(),
        "%,d of %,d delivered, %.0f s after the ban",
        end.count(TargetState.DELIVERED),
        job.targets(),
        seconds);
    stage.goal(
        job.key() + ": webhooks taken for gone",
        "0",
        end.count(TargetState.GONE) == 0,
        "%,d",
        end.count(TargetState.GONE));
  }

  private static String word(BanForm form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private static void judge(Stage stage, BenchFleet fleet, BanForm form) {
    AddressCount count = fleet.count(form.ordinal());
    int most = 2 * STRENGTH + 1;
    stage.goal(
        word(form) + ": requests from the banned address until the ban's end",
        "at most in flight and 1: " + most,
        count.whileBanned() <= most,
        "%,d",
        count.whileBanned());
  }
}
