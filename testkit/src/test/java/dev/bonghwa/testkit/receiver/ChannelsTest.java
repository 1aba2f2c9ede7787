package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ChannelsTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Channels channels =
      new Channels(Limits.NONE.withChannel(Quota.of(3, Duration.ofMinutes(1)), 2));

  @Test
  void webhooksOfAChannel_shareItsLimit() {
    assertThat(channels.arrive(webhook(0), 0)).isNull();
    assertThat(channels.arrive(webhook(1), 0)).isNull();
    assertThat(channels.arrive(webhook(0), 0)).isNull();

    assertThat(channels.arrive(webhook(1), 0)).isNotNull();
    assertThat(channels.arrive(webhook(2), 0)).isNull();
    assertThat(channels.arrive(webhook(1), MINUTE)).isNull();
  }

  @Test
  void theRefusal_looksHarmlessButForRetryAfter() {
    for (int i = 0; i < 3; i++) {
      channels.arrive(webhook(0), 0);
    }

    assertThat(channels.arrive(webhook(0), 0))
        .satisfies(
            answer ->
                assertThat(answer.retryAfter())
                    .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(45)))
        .satisfies(
            answer ->
                assertThat(answer.headers())
                    .containsEntry("X-RateLimit-Scope", "user")
                    .containsEntry("X-RateLimit-Remaining", "4"));
  }

  private static long webhook(int number) {
    return Samples.webhook(1, number).id();
  }
}
