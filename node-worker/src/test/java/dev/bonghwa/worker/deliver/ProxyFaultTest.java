package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.Proxy;
import dev.bonghwa.queue.Settlement.Then;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyFaultTest {
  private static final Proxy PROXY = new Proxy("proxy", 3128);

  private final DeliveryRig rig = new DeliveryRig();

  @BeforeEach
  void listProxy() {
    rig.proxies.list(PROXY);
    rig.egress.start();
    rig.loop.run();
    rig.claim(DeliveryRig.batch(0, 2)); // meanwhile the proxy's group is asked
    rig.claim(DeliveryRig.batch(1, 1));
  }

  @Test
  void aTargetThatItsProxyDidNotCarry_goesAnotherWayAtOnce() {
    String target = viaProxy();

    rig.sender.failAtProxy(target);
    rig.loop.run();

    assertThat(rig.sender.flying()).contains(target).hasSize(3);
    assertThat(rig.sender.via(target)).isNull();
  }

  @Test
  void aProxysFault_isNoTry() {
    rig.sender.failAtProxy(viaProxy());
    rig.loop.run();

    rig.answerAll(204);

    assertThat(rig.settles.last().batch()).isEqualTo(1);
    assertThat(rig.settles.last().delivered().cardinality()).isEqualTo(1);
    assertThat(rig.settles.last().attempts()).isEqualTo(1);
    assertThat(rig.permits.inFlight()).isZero();
  }

  @Test
  void aProxysFault_afterTheBatchWasLost_leavesNothingBehind() {
    rig.settles.stale = true;
    rig.loop.advance(Duration.ofSeconds(1));

    rig.sender.failAtProxy(viaProxy());
    rig.loop.run();

    assertThat(rig.sender.flying()).hasSize(2);
    assertThat(rig.permits.inFlight()).isEqualTo(2);
  }

  @Test
  void whenItsLastWayRestsForLong_theNodeHandsItsBatchesBack() {
    var banned = new DeliveryRig();
    banned.group.paused(EgressCause.BAN, Duration.ofHours(1), 0);
    banned.proxies.list(PROXY);
    banned.egress.start();
    banned.loop.run();
    banned.claim(DeliveryRig.batch(0, 2));

    for (int fault = 0; fault < 4; fault++) {
      assertThat(banned.deliveries.holding().batches()).isOne();
      banned.sender.failAtProxy(banned.sender.flying().getFirst());
      banned.loop.advance(Duration.ofSeconds(fault < 3 ? 5 : 1));
    }

    assertThat(banned.deliveries.holding().batches()).isZero();
    assertThat(banned.settles.last().then()).isEqualTo(Then.QUEUE);
  }

  private String viaProxy() {
    return rig.sender.flying().stream()
        .filter(address -> PROXY.equals(rig.sender.via(address)))
        .findFirst()
        .orElseThrow();
  }
}
