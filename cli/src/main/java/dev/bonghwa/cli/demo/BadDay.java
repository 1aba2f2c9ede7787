package dev.bonghwa.cli.demo;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;

/** The receiver of the demo: latency, 429s, 5xx, broken answers, webhooks that are gone. */
final class BadDay {

  static final double RATE_LIMITED = 0.05;
  static final double SERVER_ERRORS = 0.02;
  static final double RESETS = 0.005;
  static final double GONE = 0.02;

  private BadDay() {}

  static DiscordReceiver start(long seed) {
    Mix mix =
        Mix.seeded(seed)
            .latency(Duration.ofMillis(20), Duration.ofMillis(120))
            .rateLimited(RATE_LIMITED, Duration.ofSeconds(1), Duration.ofSeconds(3))
            // Most of the 429s are of the channel: those do not count towards a ban.
            .scopes(0.8, 0)
            .serverErrors(SERVER_ERRORS)
            .resets(RESETS)
            .gone(GONE);
    return DiscordReceiver.start(ReceiverOptions.defaults().withBehaviour(mix).withBuckets());
  }
}
