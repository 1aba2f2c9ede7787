package dev.bonghwa.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.ProxyState.State;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class ProxyBookIT {
  private static final Proxy ONE = new Proxy("10.0.0.1", 3128);
  private static final Proxy OTHER = new Proxy("proxy.example", 8080);

  private EmbeddedRedis server;
  private Redis redis;
  private ProxyBook seoul;
  private ProxyBook busan;

  @BeforeEach
  void open(EmbeddedRedis running) {
    server = running;
    redis = Redis.connect(RedisSettings.of(running.uri().toString()), "test");
    seoul = new ProxyBook(redis, new NodeId("seoul"));
    busan = new ProxyBook(redis, new NodeId("busan"));
    server.call("HSET", redis.keys().proxies(), OTHER.id(), "{}", ONE.id(), "{}", "nonsense", "");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void look_answersTheProxiesByName() {
    assertThat(look(seoul)).containsExactly(ONE, OTHER);
  }

  @Test
  void uses_areAddedUp() {
    look(seoul, new ProxyUse(ONE, 3, ""));
    look(busan, new ProxyUse(ONE, 4, ""), new ProxyUse(OTHER, 0, ""));

    assertThat(states())
        .containsExactly(
            new ProxyState(ONE, 7, State.UP, "", null),
            new ProxyState(OTHER, 0, State.UP, "", null));
  }

  @Test
  void faults_standUntilTheirNodeTakesThemBack() {
    look(seoul, new ProxyUse(ONE, 0, "it is gone"));
    look(busan, new ProxyUse(ONE, 0, ""));

    assertThat(states()).contains(new ProxyState(ONE, 0, State.DOWN, "seoul: it is gone", null));

    look(seoul, new ProxyUse(ONE, 0, ""));
    assertThat(states()).contains(new ProxyState(ONE, 0, State.UP, "", null));
  }

  @Test
  void whatASilentNodeSaid_isForgotten() {
    server.call("HSET", redis.keys().proxyFaults(), ONE.id() + " daegu", "1000 it is gone");

    look(seoul);

    assertThat(states()).contains(new ProxyState(ONE, 0, State.UP, "", null));
  }

  @Test
  void whatIsToldOfAProxyThatWasRemoved_isNotKept() {
    server.call("HDEL", redis.keys().proxies(), ONE.id());

    look(seoul, new ProxyUse(ONE, 5, "it is gone"));

    assertThat(server.call("EXISTS", redis.keys().proxyUses(), redis.keys().proxyFaults()))
        .isEqualTo("0");
  }

  @Test
  void aPauseOfItsGroup_isShownUntilItHasPassed() {
    pauseUntil("99999999999999.123");
    assertThat(states()).contains(new ProxyState(ONE, 0, State.PAUSED, "global limit", 45.5));

    pauseUntil("1700000000000.123");
    assertThat(states()).contains(new ProxyState(ONE, 0, State.UP, "", 45.5));
  }

  private void pauseUntil(String millis) {
    String group = redis.keys().egress(ONE.group());
    server.call("HSET", group, "cause", "GLOBAL_LIMIT", "pause_until", millis, "rate", "45.5");
  }

  private List<ProxyState> states() {
    return await(new ProxyStates(redis).all());
  }

  private static Set<Proxy> look(ProxyBook book, ProxyUse... told) {
    return await(book.look(List.of(told)));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
