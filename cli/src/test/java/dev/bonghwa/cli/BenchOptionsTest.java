package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.command.BenchCommand;
import dev.bonghwa.cli.command.Globals;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Every number of every bench has a range, which its description tells and its fault names. */
class BenchOptionsTest {

  private static final Pattern RANGE = Pattern.compile(", (\\d+) to (\\d+) \\(default");

  private record Number(String bench, String option, String description) {

    Matcher range() {
      Matcher range = RANGE.matcher(description);
      assertThat(range.find()).as(this + " tells its range").isTrue();
      return range;
    }
  }

  static Stream<Number> numbers() {
    return BenchCommand.group(globals(OutputStream.nullOutputStream()))
        .getSubcommands()
        .values()
        .stream()
        .map(bench -> bench.getCommandSpec())
        .flatMap(
            bench ->
                bench.options().stream()
                    .filter(BenchOptionsTest::isNumber)
                    .map(option -> number(bench.name(), option)));
  }

  private static boolean isNumber(OptionSpec option) {
    Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
    return List.of(int.class, Integer.class, long.class).contains(type);
  }

  private static Number number(String bench, OptionSpec option) {
    return new Number(bench, option.longestName(), String.join(" ", option.description()));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void beyondTheRange_isAClearLine(Number number) {
    Matcher range = number.range();
    long more = Long.parseLong(range.group(2)) + 1;

    assertThat(fault(number, Long.toString(more)))
        .isEqualTo(
            "bonghwa: %s is not between %s and %s: %d"
                .formatted(number.option(), range.group(1), range.group(2), more));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void belowTheRange_isAClearLine(Number number) {
    long less = Long.parseLong(number.range().group(1)) - 1;

    assertThat(fault(number, Long.toString(less)))
        .startsWith("bonghwa: " + number.option() + " is not between ")
        .endsWith(": " + less);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void whatIsNoNumber_isAClearLine(Number number) {
    assertThat(fault(number, "many"))
        .contains("'" + number.option() + "'")
        .endsWith("not a whole number: many");
  }

  /** Were the range not looked at, the file would be what is wrong: nothing ever starts. */
  private static String fault(Number number, String value) {
    var err = new ByteArrayOutputStream();
    String[] args = {"bench", number.bench(), number.option() + "=" + value, "--json", "/"};

    int exitCode =
        Bonghwa.run(
            args, Map.of(), stream(OutputStream.nullOutputStream()), stream(err), Terminal.none());

    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    return err.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
  }

  private static Globals globals(OutputStream out) {
    return new Globals(Map.of(), stream(out), stream(out), Terminal.none());
  }

  private static PrintStream stream(OutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
