package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.LoggedRequest;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that leave from one address, against a real Redis. */
@ExtendWith(RedisExtension.class)
class EgressGroupNodesIT {

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
  void twoNodesOfAGroup_sendNoFasterThanOne() {
    fleet.start("one", "EGRESS_GROUP", "home", "EGRESS_RATE", "60");
    fleet.start("other", "EGRESS_GROUP", "home", "EGRESS_RATE", "60");

    JobId first = fleet.submit("one", 110, 1);
    JobId second = fleet.submit("other", 110, 2);

    delivered(first);
    delivered(second);
    // Together 3.7 s, each for itself 1.8 s; a first request may take long to arrive.
    List<Duration> arrivals = arrivals();
    assertThat(Collections.max(arrivals).minus(Collections.min(arrivals)))
        .isGreaterThan(Duration.ofMillis(2_750));
  }

  @Test
  void afterAGroupsPause_oneNodeProbes() {
    discord.behave(request -> Answers.rateLimitedGlobally(Duration.ofSeconds(1)));
    fleet.start("one", "EGRESS_GROUP", "home", "MAX_CONCURRENT", "1");
    fleet.start("other", "EGRESS_GROUP", "home", "MAX_CONCURRENT", "1");
    long began = System.nanoTime();

    fleet.submit("one", 10, 1);
    fleet.submit("other", 10, 2);

    // One of each node at first, then one a second: of two that probe it would be two.
    discord.log().awaitRequests(5, PATIENCE);
    assertThat(since(began)).isGreaterThan(Duration.ofMillis(2_900));
  }

  @Test
  void aNodeThatIsStartedAgainInABan_staysPaused() {
    discord.behave(request -> Answers.banPage());
    TestNode node = fleet.start("seoul", "MAX_CONCURRENT", "1");
    fleet.submit("seoul", 10, 1);
    awaitPause();
    node.close();
    discord.clear();

    fleet.start("seoul", "MAX_CONCURRENT", "1");

    assertThat(awaitPause().groupPaused().cause()).isEqualTo("ban");
    assertThat(discord.log().requests()).isZero();
  }

  private EgressStatus awaitPause() {
    var registry = new NodeRegistry(fleet.redis);
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestFleet.await(registry.all()).stream()
                    .map(found -> found.status().egress())
                    .filter(egress -> egress.groupPaused().until().isAfter(Instant.EPOCH))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private List<Duration> arrivals() {
    return Stream.concat(Samples.webhooks(1, 110), Samples.webhooks(2, 110))
        .flatMap(hook -> discord.log().requestsOf(hook.id()).stream())
        .map(LoggedRequest::arrived)
        .toList();
  }

  private void delivered(JobId id) {
    Job job = fleet.awaitEnd(id, PATIENCE);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(110);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
