package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.faults.CaseResult;
import dev.bonghwa.cli.faults.Catalogue;
import dev.bonghwa.cli.faults.Endurance;
import dev.bonghwa.cli.faults.FaultCase;
import dev.bonghwa.cli.faults.FaultsReport;
import dev.bonghwa.cli.faults.Scale;
import dev.bonghwa.cli.faults.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bonghwa faults}. */
@Command(
    name = "faults",
    description = {
      "Hurts a whole fleet on this machine and shows that nothing is lost.",
      "",
      "Each case starts a Redis, one nms-api, some node-workers and a receiver, does one kind of"
          + " harm to them while they work, and compares what the fleet reports with what the"
          + " receiver recorded. Exit code 0 only if all promises were kept. Some cases need Linux"
          + " and root; they say so."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa faults --list",
      "  bonghwa faults --only worker-kill --seed 7",
      "  bonghwa faults --for 30m",
      "  bonghwa faults --full --report FAULTS.md"
    })
public final class FaultsCommand implements Callable<Integer> {

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(30);

  private final Globals globals;

  @Option(names = "--list", description = "List the cases and play none.")
  private boolean list;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Play these cases only; may be repeated (default: all).")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides all that is left to chance (default: another for each case).")
  private @Nullable Long seed;

  @Option(names = "--full", description = "As big as the promises are worded; takes two hours.")
  private boolean full;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "Play faults drawn at random for so long, and nothing else: 30m (10s or more).")
  private @Nullable Duration length;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write what was found into a page of Markdown; what it says of other cases stays.")
  private @Nullable Path report;

  public FaultsCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    Console console = globals.console();
    if (list) {
      console.result(listing());
      return ExitCode.OK;
    }
    // Faults of the caller are told before anything starts.
    List<FaultCase> cases = chosen();
    var file = new SuitePage(report);
    FaultsReport page = FaultsReport.of(file.before(FaultsReport::isPage), Clock.systemUTC());
    List<CaseResult> results =
        play(
            cases,
            result -> {
              page.add(result);
              file.save(page, console);
            });
    var summary = new FaultsSummary(results);
    console.result(globals.json() ? summary.json() : summary.text());
    file.finish(page);
    return results.stream().allMatch(CaseResult::isKept) ? ExitCode.OK : ExitCode.FAULT;
  }

  private static String listing() {
    var table = new Table("CASE", "WHAT IS DONE");
    Catalogue.all().forEach(fault -> table.row(fault.name(), fault.fault()));
    return table.toString();
  }

  private List<CaseResult> play(List<FaultCase> cases, Consumer<CaseResult> after) {
    boolean large = full || length != null && length.compareTo(LONG) >= 0;
    var suite = new Suite(large ? Scale.FULL : Scale.QUICK, globals.console()::note);
    var results = new ArrayList<CaseResult>();
    suite.prepare();
    for (FaultCase chosen : cases) {
      long itsSeed = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
      CaseResult result = suite.play(chosen, itsSeed);
      results.add(result);
      after.accept(result);
    }
    return results;
  }

  private List<FaultCase> chosen() {
    if (length != null) {
      return List.of(endurance(length));
    }
    List<FaultCase> all = Catalogue.all();
    for (String name : only) {
      if (all.stream().noneMatch(fault -> fault.name().equals(name))) {
        throw CliFault.usage("there is no case " + name, "see 'bonghwa faults --list'");
      }
    }
    return only.isEmpty() ? all : all.stream().filter(f -> only.contains(f.name())).toList();
  }

  private FaultCase endurance(Duration time) {
    if (!only.isEmpty()) {
      throw CliFault.usage("--for plays nothing but faults drawn at random", "leave --only out");
    }
    if (time.compareTo(SHORTEST) < 0) {
      throw CliFault.usage("--for is too short to say anything", "10s is the least");
    }
    return Endurance.lasting(time);
  }
}
