package dev.bonghwa.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Paint;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a demo came to.
 *
 * @param job as it ended
 * @param took from the submit to the end of the job
 */
public record DemoResult(
    DemoSettings settings, JobView job, Duration took, List<Finding> findings) {

  public DemoResult {
    findings = List.copyOf(findings);
  }

  /** Whether the fleet and the receiver say the same. */
  public boolean agrees() {
    return Comparison.agree(findings);
  }

  /** Whether somebody may want to read the logs. */
  boolean isOdd() {
    return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.ODD);
  }

  /** For people. */
  String text(Console console) {
    var table = new Table("", ">FLEET", ">RECEIVER", "", "");
    for (Finding finding : findings) {
      table.row(
          finding.what(), finding.fleet(), finding.receiver(), word(finding), finding.remark());
    }
    return "\n" + table + "\n\n" + nodes() + "\n\n" + end(console);
  }

  private static String word(Finding finding) {
    return switch (finding.verdict()) {
      case AGREES -> "ok";
      case DISAGREES -> "WRONG";
      case ODD -> "odd";
      case TOLD -> "";
    };
  }

  private String nodes() {
    var table = new Table("NODE", ">PLANNED", ">ENDED");
    job.shards()
        .forEach(s -> table.row(s.node(), Words.number(s.targets()), Words.number(s.done())));
    return table.toString();
  }

  private String end(Console console) {
    String figures =
        String.format(
            Locale.ROOT,
            "%s in %s (%s), seed %d",
            Words.count(job.total(), "target"),
            Words.duration(took),
            Words.rate(job.total() / Math.max(0.001, took.toMillis() / 1e3)),
            settings.seed());
    return agrees()
        ? console.paint(Paint.GREEN, "The counts agree: ") + figures
        : console.paint(Paint.RED, "The counts do NOT agree: ") + figures;
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("agrees", agrees());
    json.put("seconds", took.toMillis() / 1e3);
    json.put("seed", settings.seed());
    for (Finding finding : findings) {
      json.withArray("findings")
          .addObject()
          .put("what", finding.what())
          .put("fleet", finding.fleet())
          .put("receiver", finding.receiver())
          .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
          .put("remark", finding.remark());
    }
    json.set("job", job.json());
    return json;
  }
}
