package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import java.util.List;

/** A page of jobs as a table. Pure. */
final class JobListing {

  /** The states of a target, in the order in which they are shown. */
  static final List<String> STATES =
      List.of(
          "pending",
          "sending",
          "waiting",
          "delivered",
          "gone",
          "failed",
          "rejected",
          "expired",
          "uncertain",
          "cancelled");

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
        Words.number(job.count("delivered")),
        Words.number(job.count("gone")),
        Words.number(job.undelivered()),
        Words.number(job.total() - job.ended()),
        job.createdAt(),
        job.name());
  }
}
