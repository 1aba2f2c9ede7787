package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.job.TargetState;
import java.util.List;

/** Prints jobs as the user wants them: for people, or as the API's JSON. */
record JobPrinter(Globals globals) {

  /** One job with everything that is known about it. */
  void print(JobView job) {
    globals.console().result(globals.json() ? job.json().toPrettyString() : text(job));
  }

  void print(JsonNode json) {
    globals.console().result(json.toPrettyString());
  }

  static String text(JobView job) {
    var lines = new StringBuilder();
    line(lines, "job", job.id() + (job.name().isEmpty() ? "" : "  " + job.name()));
    line(lines, "state", job.state() + (job.reason().isEmpty() ? "" : ": " + job.reason()));
    line(lines, "redrive of", job.redriveOf());
    line(lines, "priority", job.priority());
    line(lines, "created", job.createdAt());
    line(lines, "finished", job.finishedAt());
    line(lines, "expires", job.isFinished() ? "" : job.expiresAt());
    line(lines, "total", Words.number(job.total()));
    for (TargetState state : TargetState.values()) {
      line(lines, "  " + state.word(), count(job.count(state), state == TargetState.DELIVERED));
    }
    line(lines, "attempts", Words.number(job.number("attempts")));
    line(lines, "not taken", notTaken(job));
    line(lines, "maybe twice", count(job.number("possible_duplicates"), false));
    return lines + shards(job);
  }

  private static void line(StringBuilder lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.append(lines.isEmpty() ? "" : "\n").append(String.format("%-13s %s", name, value));
    }
  }

  private static String count(long count, boolean always) {
    return count == 0 && !always ? "" : Words.number(count);
  }

  private static String notTaken(JobView job) {
    String text =
        part(job.number("duplicates"), "listed twice")
            + part(job.number("already_gone"), "already gone")
            + part(job.number("invalid"), "invalid");
    return text.isEmpty() ? "" : text.substring(2);
  }

  private static String part(long count, String what) {
    return count == 0 ? "" : ", " + Words.number(count) + " " + what;
  }

  private static String shards(JobView job) {
    if (job.shards().isEmpty()) {
      return "";
    }
    var table = new Table("NODE", ">TARGETS", ">DONE");
    job.shards().stream()
        .filter(s -> !isAnybodys(s))
        .forEach(s -> row(table, s.node(), List.of(s)));
    List<JobView.Shard> anybodys = job.shards().stream().filter(JobPrinter::isAnybodys).toList();
    if (!anybodys.isEmpty()) {
      row(table, "(any node)", anybodys);
    }
    return "\n\n" + table;
  }

  /**
   * Planned while no node was alive, under a name that no node has: whoever comes takes it over.
   */
  private static boolean isAnybodys(JobView.Shard shard) {
    return shard.node().matches("-[0-9]{1,2}");
  }

  private static void row(Table table, String node, List<JobView.Shard> shards) {
    table.row(
        node,
        Words.number(shards.stream().mapToLong(JobView.Shard::targets).sum()),
        Words.number(shards.stream().mapToLong(JobView.Shard::done).sum()));
  }
}
