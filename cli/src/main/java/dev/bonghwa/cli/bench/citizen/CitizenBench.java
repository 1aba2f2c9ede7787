package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.console.CliFault;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Plays scenarios.
 *
 * @param scale 1: as large as the goals are worded
 * @param reader hears how it goes, line by line
 */
public record CitizenBench(double scale, Consumer<String> reader) {

  /** Plays one to its end; whatever breaks it off is a goal that was not met. */
  public ScenarioResult play(Scenario played, long seed) {
    long began = System.nanoTime();
    Consumer<String> story =
        line ->
            reader.accept(
                "[%s %4.0f s] %s".formatted(played, (System.nanoTime() - began) / 1e9, line));
    var stage = new Stage(scale, seed, story);
    stage.tell("seed %d: %s".formatted(seed, played.what()));
    try {
      played.script().play(stage);
    } catch (RuntimeException | AssertionError e) {
      stage.goal("the run", "comes to its end", false, "%s", cause(e));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new ScenarioResult(played, seed, stage.parameters(), stage.goals(), took);
  }

  /** What is no sentence for people is told with its class. */
  private static String cause(Throwable e) {
    return switch (e) {
      case CompletionException joined when joined.getCause() != null -> cause(joined.getCause());
      case CliFault fault -> fault.what();
      case ConditionTimeoutException late -> String.valueOf(late.getMessage());
      case AssertionError wrong -> String.valueOf(wrong.getMessage());
      default -> e.toString();
    };
  }
}
