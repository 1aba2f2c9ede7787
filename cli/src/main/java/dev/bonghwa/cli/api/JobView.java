package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.job.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A job as the API answered it; {@code json} is the whole answer. */
public record JobView(ObjectNode json) {

  /** The share of a job that was planned for one node. */
  public record Shard(String node, long targets, long done) {}

  /** Whether this looks like a job at all. */
  static boolean isJob(JsonNode json) {
    return json instanceof ObjectNode
        && json.path("id").isTextual()
        && json.path("counts").isObject();
  }

  public String id() {
    return json.path("id").asText();
  }

  /** The label of its sender; empty when it has none. */
  public String name() {
    return text("name");
  }

  public String state() {
    return text("state");
  }

  public String priority() {
    return text("priority");
  }

  public String createdAt() {
    return text("created_at");
  }

  public String finishedAt() {
    return text("finished_at");
  }

  public String expiresAt() {
    return text("expires_at");
  }

  /** The job whose targets these were; empty when it is no redrive. */
  public String redriveOf() {
    return text("redrive_of");
  }

  /** Why it was stopped; empty when it was not. */
  public String reason() {
    return text("reason");
  }

  /** Completed, cancelled or stopped: no count changes any more. */
  public boolean isFinished() {
    return !json.path("finished_at").isMissingNode() && !json.path("finished_at").isNull();
  }

  public long total() {
    return number("total");
  }

  public long number(String field) {
    return json.path(field).asLong();
  }

  public long count(TargetState state) {
    return counts().of(state);
  }

  public Counts counts() {
    return Counts.of(json.path("counts"));
  }

  /** Targets in an end state, whichever. */
  public long ended() {
    return total() - counts().open();
  }

  /** Targets that ended without the message for a reason that somebody may want to look at. */
  public long undelivered() {
    return counts().undelivered();
  }

  public OptionalDouble ratePerSecond() {
    JsonNode rate = json.path("rate_per_second");
    return rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty();
  }

  public OptionalLong etaSeconds() {
    JsonNode eta = json.path("eta_seconds");
    return eta.isNumber()
        ? OptionalLong.of((long) Math.ceil(eta.asDouble()))
        : OptionalLong.empty();
  }

  public List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    for (JsonNode shard : json.path("shards")) {
      shards.add(
          new Shard(
              shard.path("node").asText(),
              shard.path("targets").asLong(),
              shard.path("done").asLong()));
    }
    return shards;
  }

  /** The first targets that were not taken, at most 20; only in the answer to a submit. */
  public List<InvalidTarget> invalidTargets() {
    return InvalidTarget.ofJob(json.path("invalid_targets"));
  }

  public List<String> warnings() {
    var warnings = new ArrayList<String>();
    json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }

  private String text(String field) {
    JsonNode value = json.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
