package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.citizen.CitizenBench;
import dev.bonghwa.cli.bench.citizen.CitizenReport;
import dev.bonghwa.cli.bench.citizen.Scenario;
import dev.bonghwa.cli.bench.citizen.ScenarioResult;
import dev.bonghwa.cli.bench.citizen.Scenarios;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
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
    List<ScenarioResult> results = play(globals.console());
    var summary = new BenchSummary(results);
    globals.console().result(globals.json() ? summary.json() : summary.text());
    return results.stream().allMatch(ScenarioResult::isMet) ? ExitCode.OK : ExitCode.FAULT;
  }

  private List<ScenarioResult> play(Console console) {
    if (!(scale >= 0.01 && scale <= 1)) {
      throw CliFault.usage("--scale is not between 0.01 and 1: " + scale, "");
    }
    // Faults of the caller are told before anything starts.
    List<Scenario> scenarios = chosen();
    CitizenReport page = page();
    write(page);
    var bench = new CitizenBench(scale, console::note);
    var results = new ArrayList<ScenarioResult>();
    for (Scenario scenario : scenarios) {
      long itsSeed = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
      ScenarioResult result = bench.play(scenario, itsSeed);
      results.add(result);
      page.add(result);
      write(page);
    }
    return results;
  }

  private List<Scenario> chosen() {
    List<Scenario> all = Scenarios.all();
    for (String name : only) {
      if (all.stream().noneMatch(scenario -> scenario.name().equals(name))) {
        throw CliFault.usage("there is no scenario " + name, "there are " + all);
      }
    }
    return only.isEmpty() ? all : all.stream().filter(s -> only.contains(s.name())).toList();
  }

  private CitizenReport page() {
    try {
      boolean written = report != null && Files.isRegularFile(report);
      String text = written ? Files.readString(report) : "";
      if (!text.isEmpty() && !CitizenReport.isPage(text)) {
        throw CliFault.usage(
            report + " is no page of this bench and would be overwritten", "name another file");
      }
      return CitizenReport.of(text, Clock.systemUTC());
    } catch (IOException e) {
      throw CliFault.usage("cannot read " + report + ": " + Words.reason(e), "");
    }
  }

  /** After every scenario: who stops a long run keeps what was measured until then. */
  private void write(CitizenReport page) {
    try {
      if (report != null) {
        Files.writeString(report, page.toString());
      }
    } catch (IOException e) {
      throw CliFault.usage(
          "cannot write " + report + ": " + Words.reason(e),
          "see that its directory is there, and yours to write to");
    }
  }
}
