package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.citizen.CitizenBench;
import dev.bonghwa.cli.bench.citizen.CitizenReport;
import dev.bonghwa.cli.bench.citizen.Scenario;
import dev.bonghwa.cli.bench.citizen.ScenarioResult;
import dev.bonghwa.cli.bench.citizen.Scenarios;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bonghwa bench citizen}. */
@Command(
    name = "citizen",
    description = {
      "Shows that the fleet sends at the edge of what Discord allows, and is never banned.",
      "",
      "Each scenario starts a Redis, one nms-api, node-workers that leave from addresses of their"
          + " own, and a receiver that enforces Discord's limits. Exit code 0 only if all goals"
          + " were met. Needs Linux, where all of 127.0.0.0/8 is this machine."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench citizen --only gone --scale 0.1",
      "  bonghwa bench citizen --report CITIZEN.md"
    })
final class BenchCitizen implements Callable<Integer> {

  private final Globals globals;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Play these scenarios only: many, bans, quick, gone, refusals (default: all).")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides webhooks and faults (default: another each time).")
  private @Nullable Long seed;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      description = "How much of each scenario, 0.01 to 1 (default: 1, about 25 minutes).")
  private double scale = 1;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write what was measured into a page of Markdown; what it says of other scenarios stays.")
  private @Nullable Path report;

  BenchCitizen(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    // Faults of the caller are told before anything starts.
    List<Scenario> scenarios = chosen();
    var file = new SuitePage(report);
    CitizenReport page = CitizenReport.of(file.before(CitizenReport::isPage), Clock.systemUTC());
    Console console = globals.console();
    List<ScenarioResult> results =
        play(
            scenarios,
            result -> {
              page.add(result);
              file.save(page, console);
            });
    var summary = new CitizenSummary(results);
    console.result(globals.json() ? summary.json() : summary.text());
    file.finish(page);
    return results.stream().allMatch(ScenarioResult::isMet) ? ExitCode.OK : ExitCode.FAULT;
  }

  private List<ScenarioResult> play(List<Scenario> scenarios, Consumer<ScenarioResult> after) {
    var bench = new CitizenBench(scale, globals.console()::note);
    var results = new ArrayList<ScenarioResult>();
    for (Scenario scenario : scenarios) {
      long itsSeed = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
      ScenarioResult result = bench.play(scenario, itsSeed);
      results.add(result);
      after.accept(result);
    }
    return results;
  }

  private List<Scenario> chosen() {
    if (!(scale >= 0.01 && scale <= 1)) {
      throw CliFault.usage("--scale is not between 0.01 and 1: " + scale, "");
    }
    List<Scenario> all = Scenarios.all();
    for (String name : only) {
      if (all.stream().noneMatch(scenario -> scenario.name().equals(name))) {
        throw CliFault.usage("there is no scenario " + name, "there are " + all);
      }
    }
    return only.isEmpty() ? all : all.stream().filter(s -> only.contains(s.name())).toList();
  }
}
