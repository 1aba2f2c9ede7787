package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes against a real Redis and a receiver that behaves like Discord. */
@ExtendWith(RedisExtension.class)
class NodeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private DiscordReceiver discord;
  private TestFleet fleet;

  @BeforeEach
  void start(EmbeddedRedis redis) {
    discord = DiscordReceiver.start();
    fleet = new TestFleet(redis.uri(), discord);
  }

  @AfterEach
  void stop() {
    fleet.close();
    discord.close();
  }

  @Test
  void job_isDeliveredToEveryTargetOnce() {
    fleet.start("seoul");

    Job job = fleet.awaitEnd(fleet.submit("seoul", 1_000, 1), PATIENCE);

    assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(1_000);
    assertThat(discord.log().requests()).isEqualTo(1_000);
    assertThat(discord.log().snapshot().answered2xx()).isEqualTo(1_000);
  }

  @Test
  void aSampleOfTheSends_provesWhatIsSaved() {
    discord.behave(
        request ->
            request.wantsMessage() && request.webhook() % 4 == 0
                ? ReceiverReply.Answer.of(200).json(0, "{}")
                : Answers.delivered(request));
    TestNode node = fleet.start("seoul", "WAIT_SAMPLE", "0.5");

    Job job = fleet.awaitEnd(fleet.submit("seoul", 1_000, 1), PATIENCE);

    double saved = node.meters.counter("bonghwa.sampled.sends", "saved", "true").count();
    double unsaved = node.meters.counter("bonghwa.sampled.sends", "saved", "false").count();
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(1_000);
    assertThat(saved + unsaved).isBetween(420.0, 580.0);
    assertThat(unsaved / (saved + unsaved)).isBetween(0.15, 0.35);
  }

  @Test
  void badDay_leavesEveryTargetInOneStateAndHonoursRetryAfter() {
    Mix mix =
        Mix.seeded(3)
            .latency(Duration.ofMillis(1), Duration.ofMillis(20))
            .rateLimited(0.1, Duration.ofMillis(500), Duration.ofSeconds(2))
            .serverErrors(0.05)
            .gone(0.02);
    discord.behave(mix);
    fleet.start("seoul");

    Job job = fleet.awaitEnd(fleet.submit("seoul", 2_000, 3), Duration.ofSeconds(60));

    long gone = Samples.webhooks(3, 2_000).filter(hook -> mix.isGone(hook.id())).count();
    assertThat(job.count(TargetState.GONE)).isEqualTo(gone);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(2_000 - gone);
    assertThat(discord.log().someEarlyRequests()).isEmpty();
    assertThat(discord.log().requestsToGone()).isZero();
    assertThat(discord.log().duplicate2xx()).isZero();
  }

  @Test
  void goneEndpoint_isBuriedForTheFleetAndNotCalledByTheNextJob() {
    discord.behave(Behaviour.always(Answers.gone()));
    List<String> targets = Samples.targets(5, 10).toList();
    fleet.start("seoul");

    Job first = end(targets);
    Job second = end(targets);

    assertThat(first.count(TargetState.GONE)).isEqualTo(10);
    assertThat(second.count(TargetState.GONE)).isEqualTo(10);
    assertThat(discord.log().requests()).isEqualTo(10);
    EndpointKey key =
        new EndpointKey(targets.getFirst().substring(0, targets.getFirst().indexOf('/')));
    assertThat(TestFleet.await(new GoneEndpoints(fleet.redis).among(List.of(key)))).contains(key);
  }

  @Test
  void refusingEndpoint_isLeftAloneByTheNextJobOfAnyNode() {
    discord.behave(Behaviour.always(Answers.error(403, 50013, "Missing Permissions")));
    List<String> targets = Samples.targets(15, 10).toList();
    fleet.start("seoul");
    fleet.start("busan");

    Job first = end("seoul", targets);
    Job second = end("busan", targets);

    assertThat(first.count(TargetState.FAILED)).isEqualTo(10);
    assertThat(second.count(TargetState.FAILED)).isEqualTo(10);
    assertThat(discord.log().requests()).isEqualTo(10);
  }

  @Test
  void refusedPayload_stopsTheJobAfterARoundOfEachNode() {
    discord.behave(Behaviour.always(Answers.error(400, 50006, "Cannot send an empty message")));
    List<String> nodes = List.of("seoul", "busan", "jeju");
    nodes.forEach(fleet::start);

    List<String> targets = Samples.targets(6, 1_000).toList();
    JobId id = fleet.submit(nodes, targets, Priority.NORMAL, Duration.ofMinutes(5));
    Job job = fleet.awaitEnd(id, PATIENCE);

    assertThat(job.state()).isEqualTo(JobState.STOPPED);
    assertThat(job.count(TargetState.REJECTED)).isEqualTo(1_000);
    assertThat(discord.log().requests()).isLessThanOrEqualTo(4 * 3 + 3);
  }

  @Test
  void idleNode_stealsWhatLiesInAnothersQueue() {
    fleet.start("busan");

    Job job = fleet.awaitEnd(fleet.submit("seoul", 500, 7), PATIENCE);

    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(500);
  }

  @Test
  void drain_handsOverWithoutLossOrRepetition() {
    discord.behave(Mix.seeded(8).latency(Duration.ofMillis(50), Duration.ofMillis(100)));
    TestNode seoul = fleet.start("seoul", "MAX_CONCURRENT", "20");
    JobId id = fleet.submit("seoul", 1_000, 8);
    discord.log().awaitRequests(100, PATIENCE);

    seoul.stop();
    fleet.start("busan");
    Job job = fleet.awaitEnd(id, PATIENCE);

    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(1_000);
    assertThat(discord.log().requests()).isEqualTo(1_000);
  }

  @Test
  void cancel_endsSending() {
    discord.behave(Mix.seeded(9).latency(Duration.ofMillis(50), Duration.ofMillis(50)));
    fleet.start("seoul", "MAX_CONCURRENT", "10");
    JobId id = fleet.submit("seoul", 2_000, 9);
    discord.log().awaitRequests(50, PATIENCE);

    TestFleet.await(fleet.control.cancel(id));
    long before = discord.log().requests();
    Job job = fleet.awaitEnd(id, PATIENCE);

    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(discord.log().requests() - before).as("200 a second").isLessThan(200);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(discord.log().requests());
  }

  @Test
  void deadline_endsWhatIsLeftAsExpired() {
    discord.behave(Behaviour.always(Answers.rateLimited(Duration.ofSeconds(1))));
    fleet.start("seoul");

    List<String> targets = Samples.targets(10, 50).toList();
    JobId id = fleet.submit("seoul", targets, Priority.NORMAL, Duration.ofSeconds(3));
    Job job = fleet.awaitEnd(id, PATIENCE);

    assertThat(job.count(TargetState.EXPIRED)).isEqualTo(50);
  }

  @Test
  void lostConnections_loseNothing(EmbeddedRedis redis) {
    discord.behave(Mix.seeded(11).latency(Duration.ofMillis(20), Duration.ofMillis(40)));
    fleet.start("seoul", "MAX_CONCURRENT", "20");
    JobId id = fleet.submit("seoul", 3_000, 11);
    discord.log().awaitRequests(300, PATIENCE);

    redis.call("CLIENT", "KILL", "TYPE", "normal");
    Job job = fleet.awaitEnd(id, PATIENCE);

    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(3_000);
    assertThat(discord.log().requests()).isLessThanOrEqualTo(3_000 + 40);
  }

  @Test
  void malformedTicket_isThrownAway(EmbeddedRedis redis) {
    fleet.start("seoul");

    redis.call("RPUSH", "bonghwa:{node:seoul}:high", "nonsense");
    Job job = fleet.awaitEnd(fleet.submit("seoul", 10, 12), PATIENCE);

    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(10);
  }

  @Test
  void keysOfAWrongType_takeNobodyDown(EmbeddedRedis redis) {
    redis.call("SET", fleet.redis.keys().gone(), "nonsense");
    redis.call("SET", fleet.redis.keys().tickets(new NodeId("seoul"), Priority.LOW), "nonsense");
    JobId mute = fleet.submit("seoul", 10, 13);
    redis.call("DEL", fleet.redis.keys().message(mute));
    redis.call("RPUSH", fleet.redis.keys().message(mute), "nonsense");
    fleet.start("seoul");

    Job job = fleet.awaitEnd(fleet.submit("seoul", 10, 14), PATIENCE);

    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(10);
    assertThat(fleet.awaitEnd(mute, PATIENCE).state()).isEqualTo(JobState.STOPPED);
  }

  @Test
  void connections_areTwo(EmbeddedRedis redis) {
    fleet.start("seoul");

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(redis.call("CLIENT", "LIST").lines())
                    .filteredOn(line -> line.contains("name=node-worker:seoul"))
                    .hasSize(2));
  }

  private Job end(List<String> targets) {
    return end("seoul", targets);
  }

  private Job end(String node, List<String> targets) {
    return fleet.awaitEnd(
        fleet.submit(node, targets, Priority.NORMAL, Duration.ofMinutes(5)), PATIENCE);
  }
}
