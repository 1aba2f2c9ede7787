package dev.bonghwa.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.worker.send.SenderSettings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against a TLS server that, as Cloudflare does for Discord, tells who asks. */
class EgressCheckIT {

  @Test
  void saysWhetherDiscordIsReached_andFromWhichAddress() throws InterruptedException {
    try (DiscordReceiver discord = DiscordReceiver.start()) {
      assertThat(found(discord.url(), discord.caFile(), "nowhere.invalid"))
          .contains("Ok[subject=egress, what=127.0.0.1 answers over TLSv1.3]")
          .contains("Ok[subject=egress address, what=127.0.0.1, this machine's own]")
          .contains("Fault[subject=swarm, what=nowhere.invalid: no such host");
      assertThat(discord.recent()).isEmpty();
    }
  }

  @Test
  void whatIsNotDiscord_isAFaultWithAHint() throws InterruptedException {
    try (DiscordReceiver stranger = DiscordReceiver.start()) {
      assertThat(found(stranger.url(), null, null))
          .contains("Fault[subject=egress, what=127.0.0.1 cannot be reached: TLS failed")
          .contains("is a proxy or a login page in between");
    }
    assertThat(found(URI.create("https://127.0.0.1:1/x"), null, null))
        .contains("127.0.0.1 cannot be reached: connection refused");
  }

  @Test
  void anAddressOfSomebodyElse_isANat_whichKeepsOutOfASwarm() {
    assertThat(EgressCheck.seen(InetAddress.ofLiteral("203.0.113.7"), true).what())
        .contains("203.0.113.7, which is not this machine's own", "one EGRESS_GROUP");
    assertThat(new SwarmWay("198.51.100.1", false).verdict(List.of(7946), false).toString())
        .contains("takes no connection on TCP [7946]", "docker run with REDIS_URL=rediss");
    assertThat(new SwarmWay("198.51.100.1", true).verdict(List.of(), true).what())
        .contains("a NAT keeps its members from reaching this machine");
    assertThat(new SwarmWay("198.51.100.1", false).answeredByOthers().what())
        .contains("takes connections to every port");
    assertThat(new SwarmWay("198.51.100.1", false).verdict(List.of(), false).what())
        .contains("can join if UDP 7946 and 4789 are open both ways, which cannot be proven");
  }

  private static String found(URI discord, @Nullable Path ca, @Nullable String manager)
      throws InterruptedException {
    Duration any = Duration.ofSeconds(1);
    var sender = new SenderSettings(1, any, any, ca, null, null);
    return EgressCheck.to(discord, sender, manager).look().toString();
  }
}
