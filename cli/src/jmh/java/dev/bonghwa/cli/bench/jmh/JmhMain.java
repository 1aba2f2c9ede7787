package dev.bonghwa.cli.bench.jmh;

import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Machine;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Output;
import dev.bonghwa.cli.bench.measure.Spread;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Arguments: a page, a file for JSON, and which benchmarks, a regular expression. The page is left
 * as it is unless all are run: its rows are of one run.
 */
public final class JmhMain {

  private static final String ALL = ".*";
  private static final int FORKS = 2;
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 4;

  private JmhMain() {}

  public static void main(String[] arguments) throws RunnerException {
    boolean all = arguments[2].equals(ALL);
    @Nullable Path page = all ? Path.of(arguments[0]) : null;
    var output = new Output(Path.of(arguments[1]), page, Clock.systemUTC());
    List<String> conditions = conditions();
    Collection<RunResult> results = new Runner(options(arguments[2]).build()).run();
    List<Figure> figures = results.stream().map(JmhMain::figure).toList();
    output.write(List.of(new Measurement("jmh", conditions, figures, List.of())));
    if (!all) {
      System.out.printf(
          "%nOnly %s was run: the figures are in %s, and not in %s, whose rows are of one run of"
              + " all.%n",
          arguments[2], arguments[1], arguments[0]);
    }
  }

  private static OptionsBuilder options(String which) {
    var options = new OptionsBuilder();
    options
        .include(which)
        .forks(FORKS)
        .warmupIterations(WARM_UPS)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(ITERATIONS)
        .measurementTime(TimeValue.seconds(1))
        .jvmArgs("-XX:+UseSerialGC", "-Xmx256m");
    return options;
  }

  private static List<String> conditions() {
    return List.of(
        Machine.here(Runtime.getRuntime().availableProcessors()),
        Machine.load(),
        "JMH: %d forks, %d iterations of a second each after %d to get warm"
            .formatted(FORKS, ITERATIONS, WARM_UPS),
        "mean of all iterations; in parentheses its 99.9 % confidence interval, as JMH tells it");
  }

  private static Figure figure(RunResult run) {
    Result<?> result = run.getPrimaryResult();
    double score = result.getScore();
    double error = result.getScoreError();
    var seen = new Spread(score, score - error, score + error, FORKS * ITERATIONS);
    String unit = result.getScoreUnit().replace("/op", "");
    return new Figure(name(run) + ", " + unit, score < 10 ? 2 : 0, seen, Goal.none());
  }

  /** {@code Planning.plan, nodes 200}. */
  private static String name(RunResult run) {
    String whole = run.getParams().getBenchmark();
    int method = whole.lastIndexOf('.');
    String name = whole.substring(whole.lastIndexOf('.', method - 1) + 1);
    return run.getParams().getParamsKeys().stream()
        .map(key -> Map.entry(key, run.getParams().getParam(key)))
        .map(parameter -> ", " + parameter.getKey() + " " + parameter.getValue())
        .collect(Collectors.joining("", name, ""));
  }
}
