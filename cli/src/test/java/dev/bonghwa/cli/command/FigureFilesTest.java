package dev.bonghwa.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class FigureFilesTest {

  @Command
  private static final class Bench {
    @Mixin private WorkerOptions options = new WorkerOptions(100_000);
    @Mixin private FigureFiles files = new FigureFiles();
  }

  private static Measurement measured(Goal goal) {
    return new Measurement(
        "worker h2", List.of(), List.of(Figure.once("deliveries/s", 0, 1, goal)), List.of("note"));
  }

  private static FigureFiles given(String... options) {
    var bench = new Bench();
    new CommandLine(bench).parseArgs(options);
    return bench.files;
  }

  @Test
  void runAsTheGoalsMeanIt_hasThePlainName() {
    FigureFiles files =
        given("--targets", "100000", "--rounds", "1", "--memory=256", "--json", "figures.json");

    assertThat(files.named(measured(Goal.atLeast(2)))).isEqualTo(measured(Goal.atLeast(2)));
  }

  @Test
  void otherOptions_arePartOfTheName_andANoteSaysThatTheGoalsAreForOthers() {
    FigureFiles files = given("--memory", "384", "--no-aot", "--jvm=-Xa", "--jvm=-Xb");

    Measurement named = files.named(measured(Goal.atLeast(2)));

    assertThat(named.name()).isEqualTo("worker h2, jvm -Xa -Xb, memory 384, no-aot");
    assertThat(named.notes())
        .containsExactly(
            "most goals are for a run without: jvm -Xa -Xb, memory 384, no-aot", "note");
  }

  @Test
  void withoutGoals_nothingIsToBeNoted() {
    Measurement named = given("--latency", "50").named(measured(Goal.none()));

    assertThat(named.name()).isEqualTo("worker h2, latency 50");
    assertThat(named.notes()).containsExactly("note");
  }

  @Test
  void optionThatDoesNotConcernWhatWasMeasured_isLeftOut() {
    FigureFiles files = given("--latency", "50", "--memory", "384");

    assertThat(files.options("--memory")).isEqualTo("latency 50");
  }
}
