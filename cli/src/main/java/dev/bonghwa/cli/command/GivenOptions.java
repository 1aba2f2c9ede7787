package dev.bonghwa.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a bench that were given and are not as they are by default. */
final class GivenOptions {

  /** They say how often, which of its parts, and where the figures go: the run is the same. */
  private static final Set<String> SAME_RUN =
      Set.of("--rounds", "--protocol", "--part", "--json", "--report");

  private GivenOptions() {}

  /**
   * As a name has them, such as {@code latency 50, max-concurrent 1000}; empty for none.
   *
   * @param without those that do not concern what was measured
   */
  static String of(CommandSpec bench, String... without) {
    return bench.options().stream()
        .filter(option -> !option.inherited() && !SAME_RUN.contains(option.longestName()))
        .filter(option -> !List.of(without).contains(option.longestName()))
        .filter(option -> !Objects.equals(option.getValue(), option.initialValue()))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(GivenOptions::text)
        .collect(Collectors.joining(", "));
  }

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
}
