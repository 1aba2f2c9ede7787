package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.check.Checkup;
import dev.bonghwa.check.Finding;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.doctor.Reading;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bonghwa config check}. */
@Command(
    name = "check",
    description = {
      "Reads the environment as nms-api and node-worker do: prints what would be in force, and"
          + " everything that is wrong.",
      "",
      "Secrets are never printed. Starts and calls nothing; doctor does. Exit code 2 when one of"
          + " the programs would not start."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa config check",
      "  bonghwa config check --program node-worker --env-file worker.env"
    })
final class ConfigCheck implements Callable<Integer> {

  private final Globals globals;

  @Mixin private ProgramChoice choice = new ProgramChoice();

  ConfigCheck(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    List<Reading> read =
        choice.programs().stream()
            .map(program -> program.read(choice.over(globals.env())))
            .toList();
    var checkup =
        new Checkup(read.stream().flatMap(each -> each.findings().stream()).distinct().toList());
    if (globals.json()) {
      globals.console().result(json(read, checkup));
    } else {
      globals.console().result(values(read) + "\n\n" + checkup.text());
    }
    return checkup.hasFault() ? ExitCode.USAGE : ExitCode.OK;
  }

  private static String values(List<Reading> read) {
    var table =
        new Table(
            Stream.concat(Stream.of("NAME"), read.stream().map(each -> each.program().toString()))
                .toArray(String[]::new));
    var names = new TreeSet<String>();
    read.forEach(each -> names.addAll(each.values().keySet()));
    for (String name : names) {
      table.row(
          Stream.concat(
                  Stream.of(name), read.stream().map(each -> each.values().getOrDefault(name, "")))
              .toArray(String[]::new));
    }
    return table.toString();
  }

  private static String json(List<Reading> read, Checkup checkup) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (Reading each : read) {
      ObjectNode values = all.withObjectProperty("values").putObject(each.program().toString());
      each.values().forEach(values::put);
    }
    for (Finding finding : checkup.findings()) {
      DoctorCommand.put(all.withArray("findings").addObject(), finding);
    }
    return all.toPrettyString();
  }
}
