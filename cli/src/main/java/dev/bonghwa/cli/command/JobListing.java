package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.job.TargetState;

/** A page of jobs as a table. Pure. */
final class JobListing {

  private JobListing() {}

  static String text(JsonNode page) {
    if (page.path("jobs").isEmpty()) {
      return "no jobs";
    }
    var table =
        new Table(
            "ID",
            "STATE",
            "PRIORITY",
            ">TOTAL",
            ">DELIVERED",
            ">GONE",
            ">UNDELIVERED",
            ">OPEN",
            "CREATED",
            "NAME");
    for (JsonNode job : page.path("jobs")) {
      if (job instanceof ObjectNode object) {
        row(table, new JobView(object));
      }
    }
    return table.toString();
  }

  private static void row(Table table, JobView job) {
    table.row(
        job.id(),
        job.state(),
        job.priority(),
        Words.number(job.total()),
        Words.number(job.count(TargetState.DELIVERED)),
        Words.number(job.count(TargetState.GONE)),
        Words.number(job.undelivered()),
        Words.number(job.counts().open()),
        job.createdAt(),
        job.name());
  }
}
