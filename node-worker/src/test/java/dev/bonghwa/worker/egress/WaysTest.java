package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyUse;
import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Delivered;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.EgressPause.Cause;
import dev.bonghwa.worker.loop.FakeLoop;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that has proxies beside its own address. */
final class WaysTest {
  private static final Proxy ONE = new Proxy("one", 3128);
  private static final Proxy OTHER = new Proxy("other", 3128);
  private static final Endpoint HOOK = new Endpoint("12345678901234567/token");
  private static final SendResult.Answer NO_CONTENT =
      new SendResult.Answer(204, Headers.NONE, new byte[0]);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final FakeLoop loop = new FakeLoop();
  private final FakeGroup group = new FakeGroup();
  private final FakeProxies proxies = new FakeProxies();
  private final Egress egress = new Egress(loop, group, proxies);

  @BeforeEach
  void start() {
    proxies.list(ONE, OTHER);
    egress.start();
    loop.run();
  }

  @Test
  void requests_areSpreadOverAllWays() {
    prove();

    Map<String, Long> spread =
        acquire(30).stream().collect(Collectors.groupingBy(WaysTest::name, Collectors.counting()));

    assertThat(spread).containsOnly(Map.entry("own", 10L), entry(ONE, 10), entry(OTHER, 10));
  }

  @Test
  void aProxyThatIsNotNeeded_isAskedNothing() {
    for (int i = 0; i < 100; i++) {
      answer(acquire());
      loop.advance(Duration.ofMillis(100));
    }

    assertThat(proxies.groupOf(ONE).told).isEmpty();
    assertThat(proxies.groupOf(OTHER).told).isEmpty();
  }

  @Test
  void aNewProxy_getsOneRequestUntilItHasCarriedOne() {
    assertThat(acquire(30)).filteredOn(clearance -> ONE.equals(clearance.proxy())).hasSize(1);
  }

  @Test
  void theListIsFollowed_whileTheNodeWorks() {
    prove();
    proxies.list(OTHER);
    loop.advance(LOOK);

    assertThat(acquire(10)).noneMatch(clearance -> ONE.equals(clearance.proxy()));

    proxies.away = true;
    loop.advance(LOOK);
    assertThat(acquire(10)).anyMatch(clearance -> OTHER.equals(clearance.proxy()));
  }

  @Test
  void aProxyThatHasLeftTheList_isForgottenLater() {
    prove();
    proxies.list(OTHER);
    loop.advance(LOOK);
    proxies.list(ONE, OTHER);
    loop.advance(LOOK);
    assertThat(proxies.opened).containsExactlyInAnyOrder(ONE, OTHER);

    proxies.list(OTHER);
    loop.advance(Duration.ofMinutes(2));
    proxies.list(ONE, OTHER);
    loop.advance(LOOK);

    assertThat(proxies.opened).containsExactlyInAnyOrder(ONE, OTHER, ONE);
  }

  @Test
  void anotherList_isNews() {
    List<Integer> news = new ArrayList<>();
    egress.serve(() -> 0, () -> news.add(proxies.told.size()));
    proxies.list(OTHER);
    loop.advance(LOOK);
    assertThat(news).hasSize(1);

    loop.advance(LOOK);

    assertThat(news).hasSize(1);
  }

  @Test
  void uses_areToldOnce_alsoWhenTheListCannotBeReadAtFirst() {
    prove();
    proxies.away = true;
    loop.advance(LOOK);
    proxies.away = false;
    loop.advance(LOOK);
    assertThat(proxies.told.getLast()).contains(new ProxyUse(ONE, 1, ""));

    loop.advance(LOOK);

    assertThat(proxies.told.getLast()).contains(new ProxyUse(ONE, 0, ""));
  }

  @Test
  void aRequestThatIsUnderWay_isNoUseYet() {
    prove();
    loop.advance(LOOK);
    List<Clearance> all = acquire(3);
    loop.advance(LOOK);
    assertThat(proxies.told.getLast()).allMatch(use -> use.uses() == 0);

    all.stream().filter(clearance -> ONE.equals(clearance.proxy())).forEach(t -> fail(t, false));
    all.stream().filter(clearance -> OTHER.equals(clearance.proxy())).forEach(this::answer);
    loop.advance(LOOK);

    assertThat(proxies.told.getLast())
        .containsExactlyInAnyOrder(new ProxyUse(ONE, 0, "502"), new ProxyUse(OTHER, 1, ""));
  }

  @Test
  void threeFaultsInARow_takeAProxyOut_andItIsProbedLaterEachTime() {
    ban();
    List<Long> pauses = new ArrayList<>();
    proxies.list(ONE);
    loop.advance(LOOK);

    for (int fault = 0; fault < 10; fault++) {
      awaitSend();
      fail(acquire(), false);
      pauses.add(egress.pausedFor().toSeconds());
    }

    assertThat(pauses).containsExactly(0L, 0L, 5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void faultsOfRequestsThatWereUnderWayTogether_countOnce() {
    prove();
    List<Clearance> all = acquire(30);

    all.stream().filter(clearance -> ONE.equals(clearance.proxy())).forEach(t -> fail(t, false));

    loop.advance(Duration.ofSeconds(1));
    assertThat(acquire(30)).filteredOn(clearance -> ONE.equals(clearance.proxy())).hasSize(1);
  }

  @Test
  void afterAFault_theTargetGoesAnotherWay() {
    prove();
    fail(acquire(3).stream().filter(t -> ONE.equals(t.proxy())).findFirst().orElseThrow(), false);

    assertThat(acquire(30)).noneMatch(clearance -> ONE.equals(clearance.proxy()));
  }

  @Test
  void aProxysFault_isNotTheNodesCircuit_andIsTold() {
    acquire();
    fail(acquire(), true);
    loop.advance(LOOK);

    assertThat(egress.circuitOpen()).isFalse();
    assertThat(proxies.told.getLast())
        .anyMatch(use -> use.fault().contains("PROXY_USER") && use.uses() == 0);
  }

  @Test
  void whenItsAddressIsBanned_theNodeGoesOnThroughProxies() {
    prove();
    ban();

    assertThat(egress.pausedFor()).isZero();
    assertThat(egress.pausedBy()).isEmpty();
    assertThat(egress.groupPausedFor()).isEqualTo(Duration.ofHours(1));
    assertThat(egress.groupPausedBy()).isEqualTo("ban");
    assertThat(acquire(10)).allMatch(clearance -> clearance.proxy() != null);
  }

  @Test
  void itsRate_isThatOfAllWaysThatAreUsed() {
    group.grants(1, Duration.ZERO, Duration.ofMillis(100));
    proxies.groupOf(ONE).grants(1, Duration.ZERO, Duration.ofMillis(50));
    proxies.groupOf(OTHER).grantsNothing(Duration.ofSeconds(1));
    Egress limited = new Egress(loop, group, proxies);
    limited.start();
    loop.run();

    limited.acquire();
    assertThat(limited.ratePerSecond()).isEqualTo(10);
    limited.nanosUntilSend();
    loop.run();

    assertThat(limited.ratePerSecond()).isEqualTo(10 + 20 + 1);
    assertThat(limited.groupRate()).isEqualTo(10);
  }

  @Test
  void itIsPaused_whenAllItsWaysAre() {
    prove();
    ban();
    proxies.groupOf(ONE).paused(EgressCause.BAN, Duration.ofSeconds(30), 0);
    proxies.groupOf(OTHER).paused(EgressCause.BAN, Duration.ofSeconds(40), 0);
    acquire(2).forEach(clearance -> see(clearance, banned()));
    loop.run();

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(30));
    assertThat(egress.pausedBy()).isEqualTo("ban");
    assertThat(egress.acquire()).isNull();
  }

  /** Both proxies have carried a request, and nothing is in flight. */
  private void prove() {
    acquire(3).forEach(this::answer);
  }

  private void ban() {
    group.paused(EgressCause.BAN, Duration.ofHours(1), 0);
    Clearance own = acquire();
    assertThat(own.proxy()).isNull();
    see(own, banned());
    loop.run();
  }

  private static Outcome banned() {
    return new EgressPause(Cause.BAN, Duration.ofSeconds(60), "429");
  }

  private void answer(Clearance clearance) {
    see(clearance, new Delivered(Duration.ZERO));
  }

  private void see(Clearance clearance, Outcome outcome) {
    egress.saw(clearance, new Seen(HOOK, false, NO_CONTENT, outcome));
  }

  private void fail(Clearance clearance, boolean login) {
    egress.failed(clearance, new SendResult.ProxyFailed(login, "502"));
  }

  private List<Clearance> acquire(int requests) {
    List<Clearance> clearances = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      clearances.add(acquire());
    }
    return clearances;
  }

  private Clearance acquire() {
    egress.nanosUntilSend();
    loop.run();
    return Objects.requireNonNull(egress.acquire());
  }

  private void awaitSend() {
    for (long nanos = egress.nanosUntilSend(); nanos > 0; nanos = egress.nanosUntilSend()) {
      loop.advance(Duration.ofNanos(nanos));
    }
  }

  private static String name(Clearance clearance) {
    Proxy proxy = clearance.proxy();
    return proxy == null ? "own" : proxy.id();
  }

  private static Map.Entry<String, Long> entry(Proxy proxy, long requests) {
    return Map.entry(proxy.id(), requests);
  }
}
