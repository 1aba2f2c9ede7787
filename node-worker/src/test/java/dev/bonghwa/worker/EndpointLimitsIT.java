package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes against a receiver whose webhooks take 5 requests in 2 s, as Discord's do. */
@ExtendWith(RedisExtension.class)
class EndpointLimitsIT {

  private static final int JOBS = 8;
  private static final int WEBHOOKS = 100;
  private static final List<String> NODES = List.of("slow", "usual", "fast");

  private DiscordReceiver discord;
  private TestFleet fleet;

  @BeforeEach
  void start(EmbeddedRedis redis) {
    discord = DiscordReceiver.start(ReceiverOptions.defaults().withBuckets());
    fleet = new TestFleet(redis.uri(), discord);
  }

  @AfterEach
  void stop() {
    fleet.close();
    discord.close();
  }

  @Test
  void jobsInQuickSuccession_waitForTheirWebhooksAndAreNotRefused() {
    fleet.start("slow", "MAX_CONCURRENT", "10", "STEALING", "false");
    fleet.start("usual", "MAX_CONCURRENT", "50", "STEALING", "false");
    fleet.start("fast", "MAX_CONCURRENT", "200", "STEALING", "false");

    List<JobId> jobs = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      NODES.forEach(node -> jobs.add(submitTo(node)));
    }

    long delivered =
        jobs.stream()
            .map(job -> fleet.awaitEnd(job, Duration.ofSeconds(30)))
            .mapToLong(EndpointLimitsIT::delivered)
            .sum();
    assertThat(delivered).isEqualTo((long) JOBS * NODES.size() * WEBHOOKS);
    assertThat(discord.log().answers(429)).isZero();
    assertThat(discord.log().requests()).isEqualTo(delivered);
  }

  private JobId submitTo(String node) {
    List<String> hooks = Samples.targets(NODES.indexOf(node) + 1, WEBHOOKS).toList();
    return fleet.submit(node, hooks, Priority.NORMAL, Duration.ofMinutes(5));
  }

  private static long delivered(Job job) {
    return job.count(TargetState.DELIVERED);
  }
}
