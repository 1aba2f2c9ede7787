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

  private final DeliveryBench bench = new DeliveryBench();

  @BeforeEach
  void listProxy() {
    bench.proxies.list(PROXY);
    bench.egress.start();
    bench.loop.run();
    bench.claim(DeliveryBench.batch(0, 2)); // meanwhile the proxy's group is asked
    bench.claim(DeliveryBench.batch(1, 1));
  }

  @Test
  void aTargetThatItsProxyDidNotCarry_goesAnotherWayAtOnce() {
    String target = viaProxy();

    bench.sender.failAtProxy(target);
    bench.loop.run();

    assertThat(bench.sender.flying()).contains(target).hasSize(3);
    assertThat(bench.sender.via(target)).isNull();
  }

  @Test
  void aProxysFault_isNoTry() {
    bench.sender.failAtProxy(viaProxy());
    bench.loop.run();

    bench.answerAll(204);

    assertThat(bench.settles.last().batch()).isEqualTo(1);
    assertThat(bench.settles.last().delivered().cardinality()).isEqualTo(1);
    assertThat(bench.settles.last().attempts()).isEqualTo(1);
    assertThat(bench.permits.inFlight()).isZero();
  }

  @Test
  void aProxysFault_afterTheBatchWasLost_leavesNothingBehind() {
    bench.settles.stale = true;
    bench.loop.advance(Duration.ofSeconds(1));

    bench.sender.failAtProxy(viaProxy());
    bench.loop.run();

    assertThat(bench.sender.flying()).hasSize(2);
    assertThat(bench.permits.inFlight()).isEqualTo(2);
  }

  @Test
  void whenItsLastWayRestsForLong_theNodeHandsItsBatchesBack() {
    var banned = new DeliveryBench();
    banned.group.paused(EgressCause.BAN, Duration.ofHours(1), 0);
    banned.proxies.list(PROXY);
    banned.egress.start();
    banned.loop.run();
    banned.claim(DeliveryBench.batch(0, 2));

    for (int fault = 0; fault < 4; fault++) {
      assertThat(banned.deliveries.holding().batches()).isOne();
      banned.sender.failAtProxy(banned.sender.flying().getFirst());
      banned.loop.advance(Duration.ofSeconds(fault < 3 ? 5 : 1));
    }

    assertThat(banned.deliveries.holding().batches()).isZero();
    assertThat(banned.settles.last().then()).isEqualTo(Then.QUEUE);
  }

  private String viaProxy() {
    return bench.sender.flying().stream()
        .filter(address -> PROXY.equals(bench.sender.via(address)))
        .findFirst()
        .orElseThrow();
  }
}
