package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.fleet.ClassCaches;
import dev.bonghwa.testkit.process.JavaProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/** Plays cases, one after the other. */
public final class Suite {
  private static final Duration PREPARED_WITHIN = Duration.ofSeconds(60);
  private static final Duration KEPT_WITHIN = Duration.ofSeconds(15);

  private final Scale scale;
  private final Consumer<String> reader;

  /** The reader hears the story, line by line. */
  public Suite(Scale scale, Consumer<String> reader) {
    this.scale = scale;
    this.reader = reader;
  }

  /**
   * Before the first case of a build: lets a small fleet work and leave archives of its classes,
   * with which all others start in half the time. Without them nothing is lost but that.
   */
  public void prepare() {
    if (ClassCaches.areArchived()) {
      return;
    }
    var story = new Story("prepare", reader);
    try {
      keepClasses(story);
    } catch (ConditionTimeoutException | AssertionError | CliFault e) {
      story.tell("all goes on without archives of classes: " + e.getMessage());
    }
  }

  private static void keepClasses(Story story) {
    try (var arena = new Arena(Scale.QUICK, 1, story, new Figures())) {
      CaseFleet fleet = arena.fleet(arena.redis()).keepingClasses().start(10);
      fleet.submit("first", 50).awaitEnd(PREPARED_WITHIN);
      List<JavaProcess> programs = fleet.processes();
      programs.forEach(JavaProcess::terminate);
      programs.forEach(program -> program.end(KEPT_WITHIN));
    }
  }

  /** Plays one case to its end; whatever goes wrong is in the result. */
  public CaseResult play(FaultCase played, long seed) {
    var story = new Story(played.name(), reader);
    var figures = new Figures();
    long began = System.nanoTime();
    story.tell("seed %d: %s".formatted(seed, played.fault()));
    var arena = new Arena(scale, seed, story, figures);
    attempt(figures, () -> played.script().play(arena));
    attempt(figures, arena::checkPrograms); // what they say may explain why it was not kept
    attempt(figures, arena::close);
    CaseResult result =
        figures.result(played, scale, seed, Duration.ofNanos(System.nanoTime() - began));
    result.broken().forEach(what -> story.tell("BROKEN: " + what));
    story.tell(ending(result));
    return result;
  }

  private static void attempt(Figures figures, Runnable part) {
    try {
      part.run();
    } catch (Skipped e) {
      figures.skipped(e.why());
    } catch (ConditionTimeoutException | AssertionError | CliFault e) {
      figures.broken(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      figures.broken("the case itself failed: " + traced(e));
    }
  }

  /** A fault of the suite, which only its place explains. */
  private static String traced(RuntimeException e) {
    var trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static String ending(CaseResult result) {
    if (result.isSkipped()) {
      return result.verdict();
    }
    return result.isKept() ? "all promises kept" : "promises broken: see above";
  }
}
