package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.proxy.ConnectProxy;
import dev.bonghwa.testkit.receiver.AddressCount;
import dev.bonghwa.testkit.receiver.BanForm;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.net.InetAddress;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node and two proxies, each with an address of its own, against a real Redis. */
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
@ExtendWith(RedisExtension.class)
class ProxyNodesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OWN = "127.0.0.1";
  private static final String SECOND = "127.0.0.2";
  private static final String THIRD = "127.0.0.3";

  private EmbeddedRedis redis;
  private DiscordReceiver discord;
  private ConnectProxy second;
  private ConnectProxy third;
  private TestFleet fleet;

  @BeforeEach
  void start(EmbeddedRedis running) {
    redis = running;
    discord =
        DiscordReceiver.start(Mix.seeded(1).latency(Duration.ofMillis(20), Duration.ofMillis(40)));
    second = ConnectProxy.start(SECOND, "user", "secret");
    third = ConnectProxy.start(THIRD, "user", "secret");
    fleet = new TestFleet(redis.uri(), discord);
    list(second, third);
  }

  @AfterEach
  void stop() {
    fleet.close();
    second.close();
    third.close();
    discord.close();
  }

  @Test
  void targets_areSpreadOverAllAddresses() {
    startNode("secret");
    int proving = untilBothProxiesCarry();

    delivered(fleet.submit("seoul", 600, 1), 600);

    assertThat(requestsFrom(OWN)).isGreaterThan(100);
    assertThat(requestsFrom(SECOND)).isGreaterThan(100);
    assertThat(requestsFrom(THIRD)).isGreaterThan(100);
    assertThat(discord.log().requests()).isEqualTo(proving + 600);
  }

  /** A way that is new gets one request at a time; answers how many targets that took. */
  private int untilBothProxiesCarry() {
    int targets = 0;
    while (targets < 3_000 && Math.min(requestsFrom(SECOND), requestsFrom(THIRD)) == 0) {
      delivered(fleet.submit("seoul", 100, 100 + targets), 100);
      targets += 100;
    }
    return targets;
  }

  @Test
  void aProxyThatDiesInMidJob_costsNothing() {
    startNode("secret");
    untilBothProxiesCarry();
    long proving = requestsFrom(SECOND);
    JobId id = fleet.submit("seoul", 1_000, 2);
    Awaitility.await().atMost(PATIENCE).until(() -> requestsFrom(SECOND) > proving + 50);

    second.close();

    Job job = delivered(id, 1_000);
    // Only what was in flight through it was tried again; what it refused then was no attempt.
    assertThat(job.attempts()).isLessThanOrEqualTo(1_000 + 20);
    assertThat(requestsFrom(THIRD)).isGreaterThan(100);
  }

  @Test
  void aWrongLogin_isToldToTheFleet_andTheJobGoesByTheNodesAddress() {
    startNode("wrong");

    delivered(fleet.submit("seoul", 300, 3), 300);

    assertThat(requestsFrom(OWN)).isEqualTo(300);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(redis.call("HGETALL", fleet.redis.keys().proxyFaults()))
                    .contains(second.id() + " seoul", "PROXY_USER")
                    .doesNotContain("wrong"));
  }

  @Test
  void whenItsAddressIsBanned_theJobEndsThroughProxies() {
    discord.ban(InetAddress.ofLiteral(OWN), BanForm.PAGE, Duration.ofMinutes(5));
    startNode("secret");

    delivered(fleet.submit("seoul", 300, 4), 300);

    assertThat(requestsFrom(SECOND) + requestsFrom(THIRD)).isGreaterThanOrEqualTo(300);
    assertThat(discord.log().snapshot().answered2xx()).isEqualTo(300);
    assertThat(requestsFrom(OWN)).isLessThanOrEqualTo(20);
  }

  private void startNode(String password) {
    fleet.start("seoul", "MAX_CONCURRENT", "20", "PROXY_USER", "user", "PROXY_PASSWORD", password);
  }

  private void list(ConnectProxy... proxies) {
    for (ConnectProxy proxy : proxies) {
      redis.call("HSET", fleet.redis.keys().proxies(), proxy.id(), "{}");
    }
  }

  private Job delivered(JobId id, long targets) {
    Job job = fleet.awaitEnd(id, PATIENCE);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(targets);
    return job;
  }

  private long requestsFrom(String address) {
    AddressCount count = discord.addresses().get(address);
    return count == null ? 0 : count.requests();
  }
}
