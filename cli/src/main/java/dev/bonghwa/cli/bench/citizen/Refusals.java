package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Jobs whose payload no endpoint takes, while another one is under way. */
final class Refusals {
  private static final int NODES = 3;
  private static final int STRENGTH = 50;
  private static final String RATE = "200";
  private static final Duration WATCHED = Duration.ofSeconds(15);
  private static final Duration LATENCY = Duration.ofMillis(30);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Refusals() {}

  static Scenario scenario() {
    return new Scenario(
        "refusals",
        "a job that every endpoint refuses, and one that every endpoint answers with 500, beside"
            + " one under way",
        Refusals::play);
  }

  private static void play(Stage stage) {
    int targets = stage.scaled(20_000, 2_000);
    stage.parameter(
        "%d workers at addresses of their own, EGRESS_RATE=%s; the other two jobs have %,d targets",
        NODES, RATE, targets);
    ReceiverOptions receiver = ReceiverOptions.defaults().withBehaviour(behaviour());
    try (BenchFleet fleet = stage.fleet(receiver, workers())) {
      BenchJob steady = fleet.submit("steady", 100_000);
      steady.awaitEnded(5_000, PATIENCE);
      double alone = watch(fleet, steady);
      stage.parameter("the job under way: %.0f/s when it is alone", alone);
      play(stage, fleet, steady, alone, "refused", targets, 4 * NODES + 3);
      play(stage, fleet, steady, alone, "poison", targets, 50);
    }
  }

  private static Behaviour behaviour() {
    return request -> reply(request).after(LATENCY);
  }

  private static ReceiverReply reply(ReceivedRequest request) {
    return switch (request.job()) {
      case "refused" -> Answers.error(400, 50006, "Cannot send an empty message");
      case "poison" -> Answers.serverError(500);
      default -> Answers.delivered(request);
    };
  }

  private static List<Station> workers() {
    return IntStream.range(0, NODES)
        .mapToObj(number -> Addressed.worker(number, STRENGTH, RATE))
        .toList();
  }

  private static void play(
      Stage stage,
      BenchFleet fleet,
      BenchJob steady,
      double alone,
      String name,
      int targets,
      int most) {
    long before = delivered(fleet, steady);
    long began = System.nanoTime();
    BenchJob bad = fleet.submit(name, targets);
    JobView end = bad.awaitEnd(PATIENCE);
    double stopped = (System.nanoTime() - began) / 1e9;
    pass(WATCHED);
    double beside = (delivered(fleet, steady) - before) * 1e9 / (System.nanoTime() - began);
    stage.goal(
        name + ": requests until it is stopped",
        "at most " + most,
        bad.requests() <= most && end.state().equals("stopped"),
        "%,d, %s after %.1f s",
        bad.requests(),
        end.state(),
        stopped);
    stage.goal(
        name + ": rate of the other job meanwhile",
        "at least 95 % of what it was alone",
        beside >= 0.95 * alone,
        "%.0f/s (%.1f %%)",
        beside,
        100 * beside / alone);
  }

  private static double watch(BenchFleet fleet, BenchJob job) {
    long before = delivered(fleet, job);
    long began = System.nanoTime();
    pass(WATCHED);
    return (delivered(fleet, job) - before) * 1e9 / (System.nanoTime() - began);
  }

  private static long delivered(BenchFleet fleet, BenchJob job) {
    return fleet.receiver().log().succeeded(job.key());
  }

  private static void pass(Duration time) {
    Awaitility.await().pollDelay(time).atMost(time.plusSeconds(20)).until(() -> true);
  }
}
