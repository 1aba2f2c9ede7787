package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.discord.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What one address earns is its own; Linux, where all of 127.0.0.0/8 is this machine. */
@EnabledOnOs(OS.LINUX)
class LimitsIT {
  private static final InetAddress ONE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

  private final Webhook webhook = Samples.webhook(1, 0);

  @Test
  void eachAddress_isLimitedAndBannedByItself() throws IOException {
    Limits limits = Limits.NONE.withAddress(Quota.of(1, Duration.ofHours(1)));
    try (DiscordReceiver receiver =
            DiscordReceiver.start(ReceiverOptions.defaults().withLimits(limits));
        Client one = new Client(receiver, ONE);
        Client other = new Client(receiver, OTHER)) {
      one.post(webhook, "{}");
      HttpResponse<String> limited = one.post(webhook, "{}");
      receiver.ban(OTHER, BanForm.BLOCK, Duration.ofHours(1));
      HttpResponse<String> banned = other.post(webhook, "{}");

      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("x-ratelimit-global")).contains("true");
      assertThat(limited.headers().firstValue("via")).isPresent();
      assertThat(banned.statusCode()).isEqualTo(403);
      assertThat(banned.headers().firstValue("via")).isEmpty();
      assertThat(banned.body()).contains("40333");
      assertThat(receiver.addresses())
          .containsEntry("127.0.0.1", new AddressCount(2, 1, 1, 0, 0))
          .containsEntry("127.0.0.2", new AddressCount(1, 0, 0, 1, 1));
    }
  }
}
