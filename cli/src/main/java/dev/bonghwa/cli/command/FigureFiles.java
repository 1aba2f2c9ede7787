package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Output;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the figures of a bench go. */
final class FigureFiles {

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

  /** The options that make it another run, but for those that do not concern what was measured. */
  String options(String... without) {
    return GivenOptions.of(bench, without);
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
