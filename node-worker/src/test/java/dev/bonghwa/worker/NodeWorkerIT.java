package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program as a process: how it ends. Of bad starts tells cli's BadStartIT. */
@ExtendWith(RedisExtension.class)
class NodeWorkerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REGISTERED = "registered";

  @Test
  void sigterm_drainsAndExits0(EmbeddedRedis redis) {
    try (JavaProcess process = worker(redis).start()) {
      process.awaitLine(REGISTERED, PATIENCE);

      process.signal(Signal.TERM);

      assertThat(process.awaitExit(PATIENCE)).isZero();
      assertThat(String.join("\n", process.lines())).contains("left the fleet");
      assertThat(redis.call("HGETALL", "bonghwa:{fleet}:nodes")).isBlank();
    }
  }

  @Test
  void secondSignal_endsItAtOnce(EmbeddedRedis redis) {
    Mix slow = Mix.seeded(1).latency(Duration.ofSeconds(10), Duration.ofSeconds(10));
    try (DiscordReceiver discord = DiscordReceiver.start(slow);
        TestFleet fleet = new TestFleet(redis.uri(), discord);
        JavaProcess process =
            worker(redis)
                .env("DISCORD_URL", discord.url())
                .env("TRUST_CERTS_FILE", discord.caFile())
                .start()) {
      process.awaitLine(REGISTERED, PATIENCE);
      fleet.submit("seoul", 10, 1);
      discord.log().awaitRequests(10, PATIENCE);

      process.signal(Signal.TERM);
      process.awaitLine("draining", PATIENCE);
      process.signal(Signal.TERM);

      assertThat(process.awaitExit(PATIENCE)).isEqualTo(3);
      process.assertNoSecret(Samples.webhook(1, 0).token());
    }
  }

  private static JavaCommand worker(EmbeddedRedis redis) {
    return JavaCommand.of(NodeWorker.class)
        .env("NODE_ID", "seoul")
        .env("MANAGEMENT_PORT", 0)
        .env("REDIS_URL", RedisUsers.uri(redis, RedisUsers.NODE_WORKER))
        .env("EGRESS_RATE", "off");
  }
}
