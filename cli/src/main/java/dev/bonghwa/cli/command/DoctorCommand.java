package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.check.Check;
import dev.bonghwa.check.Checkup;
import dev.bonghwa.check.Finding;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.doctor.ApiCheck;
import dev.bonghwa.cli.doctor.Doctor;
import dev.bonghwa.config.Env;
import dev.bonghwa.worker.check.Wishes;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa doctor}. */
@Command(
    name = "doctor",
    description = {
      "Checks a configuration and the deployment that it leads to, a line for each finding.",
      "",
      "Looks at the configuration, Redis, nms-api (with an API key), the nodes, the way to Discord"
          + " and this machine. Sends nothing, changes nothing; one GET to"
          + " discord.com/cdn-cgi/trace tells from which address requests leave. Exit code 1 when"
          + " there is a fault.",
      "",
      "On a machine without Java: docker run --rm --network host --memory 384m"
          + " --env-file worker.env bonghwa/node-worker --check"
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa doctor",
      "  bonghwa doctor --program node-worker --env-file worker.env --manager 203.0.113.5",
      "  bonghwa doctor --offline --output json"
    })
public final class DoctorCommand implements Callable<Integer> {

  private final Globals globals;

  @Mixin private ProgramChoice choice = new ProgramChoice();

  @Option(names = "--offline", description = "Call nothing beyond Redis and nms-api.")
  private boolean offline;

  @Option(
      names = "--manager",
      paramLabel = "HOST",
      description = "A manager of the swarm that this machine may join: try its ports.")
  private @Nullable String manager;

  private DoctorCommand(Globals globals) {
    this.globals = globals;
  }

  /** With the options of an API's client. */
  public static CommandLine of(Globals globals) {
    return new CommandLine(new DoctorCommand(globals)).addMixin("api", globals.api());
  }

  @Override
  public Integer call() throws InterruptedException {
    QuietLibraries.configure();
    Map<String, String> variables = globals.api().over(choice.over(globals.env()));
    boolean hasRedis = !globals.hasKey() || Env.of(variables).isSet("REDIS_URL");
    var doctor = new Doctor(choice.programs(), api(), hasRedis, new Wishes(offline, manager));
    Checkup checkup = doctor.examine(variables);
    globals.console().result(globals.json() ? json(checkup) : checkup.text());
    return checkup.hasFault() ? ExitCode.FAULT : ExitCode.OK;
  }

  private Check api() {
    return globals.hasKey()
        ? new ApiCheck(globals.client())
        : new Check.Left(new Finding.Skipped("nms-api", "there is no API key here"));
  }

  private static String json(Checkup checkup) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    checkup.findings().forEach(finding -> put(all.addObject(), finding));
    return all.toPrettyString();
  }

  static void put(ObjectNode object, Finding finding) {
    object
        .put("result", finding.word())
        .put("subject", finding.subject())
        .put("what", finding.what())
        .put("advice", finding.advice());
  }
}
