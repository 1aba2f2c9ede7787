package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa jobs show}. */
@Command(
    name = "show",
    description = "Shows one job: its counts, its nodes, and the first targets without a delivery.",
    footer = {
      "",
      "Examples:",
      "  bonghwa jobs show job_01J...",
      "  bonghwa jobs show job_01J... --undelivered 200",
      "  bonghwa jobs show job_01J... --output json"
    })
final class JobsShow implements Callable<Integer> {

  private final Globals globals;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  @Option(
      names = "--undelivered",
      paramLabel = "N",
      description = "List so many targets that ended without a delivery, 0 to 1000 (default: 10).")
  private int undelivered = 10;

  JobsShow(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    if (undelivered < 0 || undelivered > 1_000) {
      throw CliFault.usage("--undelivered is not between 0 and 1000: " + undelivered, "");
    }
    NmsClient client = globals.client();
    JobView job = client.job(id);
    new JobPrinter(globals).print(job);
    if (!globals.json() && undelivered > 0 && job.count("gone") + job.undelivered() > 0) {
      list(client.deliveries(id, NmsClient.undeliveredStates(), undelivered, null));
    }
    return ExitCode.OK;
  }

  private void list(JsonNode page) {
    var table = new Table(">INDEX", "ENDPOINT", "STATE", ">CODE", ">ATTEMPTS", "REASON");
    for (JsonNode delivery : page.path("deliveries")) {
      table.row(
          delivery.path("index").asText(),
          delivery.path("endpoint").asText(),
          delivery.path("state").asText(),
          code(delivery),
          delivery.path("attempts").asText(),
          delivery.path("reason").asText(""));
    }
    globals.console().result("\n" + table);
    if (page.path("next").isTextual()) {
      globals.console().note("there are more: raise --undelivered");
    }
  }

  private static String code(JsonNode delivery) {
    return delivery.path("code").asInt() == 0 ? "-" : delivery.path("code").asText();
  }
}
