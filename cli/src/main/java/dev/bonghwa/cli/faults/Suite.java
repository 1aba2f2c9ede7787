package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.CliFault;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/** Plays cases, one after the other. */
public final class Suite {

  private final Scale scale;
  private final Consumer<String> reader;

  /** The reader hears the story, line by line. */
  public Suite(Scale scale, Consumer<String> reader) {
    this.scale = scale;
    this.reader = reader;
  }

  /** Plays one case to its end; whatever goes wrong is in the result. */
  public CaseResult play(FaultCase played, long seed) {
    var story = new Story(played.name(), reader);
    var figures = new Figures();
    long began = System.nanoTime();
    story.tell("seed %d: %s".formatted(seed, played.fault()));
    try (Arena arena = new Arena(scale, seed, story, figures)) {
      played.script().play(arena);
      arena.checkPrograms();
    } catch (Skipped e) {
      figures.skipped(e.why());
    } catch (ConditionTimeoutException | AssertionError | CliFault e) {
      figures.broken(String.valueOf(e.getMessage()));
    }
    CaseResult result =
        figures.result(played, scale, seed, Duration.ofNanos(System.nanoTime() - began));
    result.broken().forEach(what -> story.tell("BROKEN: " + what));
    story.tell(ending(result));
    return result;
  }

  private static String ending(CaseResult result) {
    if (result.isSkipped()) {
      return result.verdict();
    }
    return result.isKept() ? "all promises kept" : "promises broken: see above";
  }
}
