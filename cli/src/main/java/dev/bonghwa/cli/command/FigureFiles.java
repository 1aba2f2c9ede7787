package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Output;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the figures of a bench go. */
final class FigureFiles {

  /** They say how often, which of its parts, and where the figures go. */
  private static final Set<String> SAME_RUN =
      Set.of("--rounds", "--protocol", "--part", "--json", "--report");

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Put the figures into a page of Markdown, such as cli/BENCHMARKS.md; what it says beside"
              + " them stays.")
  private @Nullable Path report;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec bench = CommandSpec.create();

  /** Before anything starts: whether they can be written. */
  void check() {
    output().check();
  }

  /** Named after the options that make this run another one than most goals are for. */
  Measurement named(Measurement measured, String... without) {
    return measured.unlikeTheGoals(options(without));
  }

  /**
   * The options that were given and are not as they are by default, as a name has them.
   *
   * @param without those that do not concern what was measured
   */
  String options(String... without) {
    return bench.options().stream()
        .filter(option -> !option.inherited() && !SAME_RUN.contains(option.longestName()))
        .filter(option -> !List.of(without).contains(option.longestName()))
        .filter(option -> !Objects.equals(option.getValue(), option.initialValue()))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(FigureFiles::text)
        .collect(Collectors.joining(", "));
  }

  /** Such as {@code max-concurrent 1000}. */
  private static String text(OptionSpec option) {
    String name = option.longestName().substring(2);
    Object value = option.getValue();
    if (value instanceof Boolean) {
      return name;
    }
    return value instanceof Collection<?> many
        ? name + many.stream().map(one -> " " + one).collect(Collectors.joining())
        : name + " " + value;
  }

  /** Shows the result, whatever becomes of the files, and writes those. */
  void tell(List<Measurement> measured, Globals globals) {
    globals
        .console()
        .result(
            globals.json()
                ? Output.json(measured)
                : measured.stream().map(Measurement::text).collect(Collectors.joining("\n")));
    output().write(measured);
  }

  private Output output() {
    return new Output(json, report, Clock.systemUTC());
  }
}
