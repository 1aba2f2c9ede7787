package dev.bonghwa.cli.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.cli.truth.MadeUpMessage;
import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.endpoint.Parsed;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.job.Target;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.StagedBatch;
import dev.bonghwa.queue.StagingArea;
import dev.bonghwa.testkit.discord.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes jobs in as nms-api does: parsed, placed by the plan, staged in batches, committed. */
final class Loader {

  private static final URI DISCORD = URI.create("https://discord.com/api/v10/webhooks");

  /** Batches of one call. */
  private static final int AT_ONCE = 8;

  private static final byte[] MESSAGE =
      ("{\"content\":\"" + MadeUpMessage.TEXT + "\"}").getBytes(UTF_8);
  private static final JobSpec.Retention RETENTION =
      new JobSpec.Retention(Duration.ofHours(24), Duration.ofDays(14));

  private final EndpointParser parser = new EndpointParser(DISCORD, EndpointParser.DISCORD_HOSTS);
  private final JobIntake intake;
  private final ShardPlan plan;

  Loader(JobIntake intake, ShardPlan plan) {
    this.intake = intake;
    this.plan = plan;
  }

  JobId load(long seed, int targets) {
    StagingArea area = intake.stagingArea(Patience.await(intake.freshId()));
    Map<NodeId, List<Target>> open = new HashMap<>();
    Map<NodeId, Integer> shards = new HashMap<>();
    var staging = new Calls(area);
    for (int index = 0; index < targets; index++) {
      Endpoint endpoint = parsed(Samples.webhook(seed, index).target());
      NodeId node = plan.nodes().get(plan.shardOf(endpoint.key().slot()));
      shards.merge(node, 1, Integer::sum);
      List<Target> batch = open.computeIfAbsent(node, any -> new ArrayList<>());
      batch.add(new Target(index, endpoint.address()));
      if (batch.size() == ScalePlan.BATCH) {
        staging.add(node, batch);
        open.remove(node);
      }
    }
    open.forEach(staging::add);
    staging.send();
    Patience.await(intake.commit(area, spec(seed, shards, staging.batches)));
    return area.job();
  }

  /** Batches that go together, as those of nms-api do. */
  private final class Calls {
    private final StagingArea area;
    private final List<StagedBatch> filling = new ArrayList<>();
    private int batches;

    Calls(StagingArea area) {
      this.area = area;
    }

    void add(NodeId node, List<Target> targets) {
      filling.add(new StagedBatch(batches++, node, targets));
      if (filling.size() == AT_ONCE) {
        send();
      }
    }

    void send() {
      if (filling.isEmpty()) {
        return;
      }
      Patience.await(intake.stage(area, filling));
      filling.clear();
    }
  }

  private Endpoint parsed(String target) {
    return switch (parser.parse(target)) {
      case Parsed.Valid(Endpoint endpoint) -> endpoint;
      case Parsed.Invalid(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private static JobSpec spec(long seed, Map<NodeId, Integer> shards, int batches) {
    return new JobSpec(
        MESSAGE,
        "discord",
        Priority.NORMAL,
        "scale-" + seed,
        Duration.ofHours(24),
        new JobSpec.Excluded(0, 0, 0),
        shards,
        batches,
        ("scale-" + seed).getBytes(UTF_8),
        null,
        null,
        Protocol.VERSION,
        RETENTION);
  }
}
