package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.endpoint.GonePage;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes with addresses of their own, which the receiver tells by the API version they call. */
@ExtendWith(RedisExtension.class)
class BannedNodeIT {

  private static final int BANNED_VERSION = 9;
  private static final int GOOD = 100;
  private static final int IN_FLIGHT = 5;

  private final AtomicInteger fromBanned = new AtomicInteger();
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
  void jobOfABannedNode_isDeliveredByAnother() {
    discord.behave(this::answer);
    String itsUrl = discord.url(BANNED_VERSION).toString();
    fleet.start(
        "banned", "DISCORD_URL", itsUrl, "MAX_CONCURRENT", "" + IN_FLIGHT, "STEALING", "false");
    fleet.start("good", "STEALING", "false");
    JobId id = fleet.submit("banned", 1_000, 1);

    Job job = fleet.awaitEnd(id, Duration.ofSeconds(30));

    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(1_000);
    assertThat(fromBanned.get()).isLessThanOrEqualTo(GOOD + IN_FLIGHT + 1);
    GonePage gone = TestFleet.await(new GoneEndpoints(fleet.redis).list(GonePage.Place.START, 1));
    assertThat(gone.endpoints()).isEmpty();
  }

  private ReceiverReply answer(ReceivedRequest request) {
    boolean good = request.version() != BANNED_VERSION || fromBanned.incrementAndGet() <= GOOD;
    return good ? Answers.delivered(request) : Answers.banPage();
  }
}
