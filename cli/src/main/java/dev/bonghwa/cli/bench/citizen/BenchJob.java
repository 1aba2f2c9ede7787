package dev.bonghwa.cli.bench.citizen;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.time.Duration;
import java.util.function.Consumer;

/** A job of a scenario, by the key in its message. */
final class BenchJob {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private final BenchFleet fleet;
  private final Stage stage;
  private final String key;
  private final int targets;
  private final String id;
  private long told = System.nanoTime();

  private BenchJob(BenchFleet fleet, Stage stage, String key, int targets, String id) {
    this.fleet = fleet;
    this.stage = stage;
    this.key = key;
    this.targets = targets;
    this.id = id;
  }

  static BenchJob submit(BenchFleet fleet, Stage stage, String key, int targets) {
    Submission submission = submission(stage, key, targets);
    String id = submitter(fleet).submit(submission, bytes -> {}).job().id();
    return new BenchJob(fleet, stage, key, targets, id);
  }

  /** The same list is read and planned, and no job is made of it. */
  static void rehearse(BenchFleet fleet, Stage stage, int targets) {
    submitter(fleet).plan(submission(stage, "rehearsal", targets), bytes -> {});
  }

  private static Submission submission(Stage stage, String key, int targets) {
    return MadeUpJob.of(key, targets).seeded(stage.seed()).submission();
  }

  private static JobSubmitter submitter(BenchFleet fleet) {
    return new JobSubmitter(fleet.client());
  }

  String key() {
    return key;
  }

  int targets() {
    return targets;
  }

  JobView look() {
    return fleet.client().job(id);
  }

  /** Requests of this job that came in so far. */
  long requests() {
    return fleet.receiver().log().snapshot().job(key).requests();
  }

  /** Waits until so many of its targets have ended. */
  void awaitEnded(long count, Duration patience) {
    await("of job " + key + " so many targets have ended: " + count)
        .atMost(patience)
        .pollInterval(LOOK_EVERY)
        .until(() -> look().ended() >= count);
  }

  JobView awaitEnd(Duration patience) {
    return awaitEnd(patience, seen -> {});
  }

  /** The same, looked at on the way. */
  JobView awaitEnd(Duration patience, Consumer<JobView> watcher) {
    return await("job " + key + " is finished")
        .atMost(patience)
        .pollInterval(LOOK_EVERY)
        .until(() -> seen(watcher), JobView::isFinished);
  }

  private JobView seen(Consumer<JobView> watcher) {
    fleet.requireAlive();
    JobView now = look();
    watcher.accept(now);
    if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
      told = System.nanoTime();
      stage.tell(
          "%s: %s of %s"
              .formatted(key, Words.number(now.ended()), Words.count(now.total(), "target")));
    }
    return now;
  }
}
