package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.testkit.discord.Mix;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverFlagsTest {

  @Test
  void flags_makeTheMix() {
    ReceiverFlags flags =
        ReceiverFlags.parse(
            "--seed=5",
            "--latency=5-40",
            "--rate-limited=0.1",
            "--retry-after=1000-5000",
            "--server-errors=0.05",
            "--resets=0.01",
            "--gone=0.02",
            "--buckets",
            "--max-streams=32",
            "--host=receiver");

    assertThat(flags.options().behaviour())
        .isEqualTo(
            Mix.seeded(5)
                .latency(Duration.ofMillis(5), Duration.ofMillis(40))
                .rateLimited(0.1, Duration.ofSeconds(1), Duration.ofSeconds(5))
                .serverErrors(0.05)
                .resets(0.01)
                .gone(0.02));
    assertThat(flags.options().limits())
        .isEqualTo(Limits.NONE.withWebhook(Limits.USUAL_WEBHOOK).withChannel(Quota.NONE, 10));
    assertThat(flags.options().maxStreams()).isEqualTo(32);
    assertThat(flags.options().host()).isEqualTo("receiver");
  }

  @Test
  void flags_makeTheLimits() {
    ReceiverFlags flags =
        ReceiverFlags.parse(
            "--per-address=50/1000",
            "--per-webhook=4/1000",
            "--per-channel=30/60000",
            "--channel-webhooks=3",
            "--ban-after=10000/600000",
            "--ban-length=90000",
            "--ban-form=json");

    assertThat(flags.options().limits())
        .isEqualTo(
            new Limits(
                Quota.of(50, Duration.ofSeconds(1)),
                Quota.of(4, Duration.ofSeconds(1)),
                Limits.USUAL_CHANNEL,
                3,
                Quota.of(10_000, Duration.ofMinutes(10)),
                Duration.ofSeconds(90),
                BanForm.JSON));
  }

  @Test
  void wrongFlags_areNamed() {
    assertThatThrownBy(() -> ReceiverFlags.parse("--gnoe=1"))
        .hasMessageStartingWith("unknown flag --gnoe; there are [bad-token, ");
    assertThatThrownBy(() -> ReceiverFlags.parse("--gone=2").options())
        .hasMessage("--gone is not within 0 and 1: 2");
    assertThatThrownBy(() -> ReceiverFlags.parse("--latency=fast").options())
        .hasMessage("--latency is no range of milliseconds such as 5-40: fast");
    assertThatThrownBy(() -> ReceiverFlags.parse("--per-address=50").options())
        .hasMessage("--per-address is not requests and milliseconds such as 5/2000: 50");
    assertThatThrownBy(() -> ReceiverFlags.parse("--ban-form=nice").options())
        .hasMessage("--ban-form is none of page, text, json, block: nice");
  }
}
