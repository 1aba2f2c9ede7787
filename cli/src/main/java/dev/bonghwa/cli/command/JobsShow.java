package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.job.TargetState;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa jobs show}. */
@Command(
    name = "show",
    description =
        "Shows one job: its counts, its nodes, why targets were not delivered, and the first of"
            + " them.",
    footer = {
      "",
      "Examples:",
      "  bonghwa jobs show job_01J...",
      "  bonghwa jobs show job_01J... --undelivered 200",
      "  bonghwa jobs show job_01J... --output json"
    })
final class JobsShow implements Callable<Integer> {

  private static final int MOST = 1_000;

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
    Range.check("--undelivered", undelivered, 0, MOST);
    NmsClient client = globals.client();
    JobView job = client.job(id);
    new JobPrinter(globals).print(job);
    if (!globals.json() && undelivered > 0 && job.count(TargetState.GONE) + job.undelivered() > 0) {
      globals.console().result("\n" + JobsFailures.text(client.failures(id)));
      list(job, client.deliveries(id, TargetState.FAILURES, undelivered, null));
    }
    return ExitCode.OK;
  }

  private void list(JobView job, JsonNode page) {
    var table = new Table(">INDEX", "ENDPOINT", "STATE", ">CODE", ">ATTEMPTS", "REASON");
    for (JsonNode delivery : sorted(page.path("deliveries"))) {
      table.row(
          delivery.path("index").asText(),
          delivery.path("endpoint").asText(),
          delivery.path("state").asText(),
          JobsFailures.code(delivery),
          delivery.path("attempts").asText(),
          delivery.path("reason").asText(""));
    }
    globals.console().result("\n" + table);
    if (page.path("next").isTextual()) {
      hint(job.count(TargetState.GONE) + job.undelivered());
    }
  }

  /** The API lists them as they are stored, node by node. */
  private static List<JsonNode> sorted(JsonNode deliveries) {
    return deliveries
        .valueStream()
        .sorted(Comparator.comparingInt(delivery -> delivery.path("index").asInt()))
        .toList();
  }

  private void hint(long all) {
    String how =
        all <= MOST
            ? ": --undelivered " + all + " lists them all"
            : "; --undelivered " + MOST + " lists the most";
    globals.console().note(Words.number(all) + " are not delivered" + how);
  }
}
