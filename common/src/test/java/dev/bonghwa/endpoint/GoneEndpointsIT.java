package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class GoneEndpointsIT {

  private static final GonePage.Place START = GonePage.Place.START;
  private static final String SINCE = "bonghwa:{fleet}:gone-since";

  private EmbeddedRedis server;
  private Redis redis;
  private GoneEndpoints gone;

  @BeforeEach
  void connect(EmbeddedRedis running) {
    server = running;
    redis = Redis.connect(RedisSettings.of(running.uri().toString()), "test");
    gone = new GoneEndpoints(redis);
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void whatIsFoundLater_isListedAfterTheCursor_whateverItsKeyAndTheClock() {
    add(900);
    server.call("ZADD", SINCE, "" + (System.currentTimeMillis() + 60_000), "900");
    GoneEndpoint cursor = list(START).endpoints().getFirst();

    add(100);

    assertThat(list(after(cursor)).endpoints())
        .extracting(found -> found.key().value())
        .containsExactly("100");
  }

  @Test
  void aCursorWhoseEndpointWasForgiven_missesNone() {
    add(900);
    GoneEndpoint cursor = list(START).endpoints().getFirst();
    add(100);
    gone.remove(cursor.key()).toCompletableFuture().join();
    add(900);

    assertThat(list(after(cursor)).endpoints())
        .extracting(found -> found.key().value())
        .containsExactly("100", "900");
  }

  @Test
  void aRecordThatCannotBeRead_isListedAllTheSame() {
    add(100);
    server.call("HSET", "bonghwa:{fleet}:gone", "100", "{");

    assertThat(list(START).endpoints())
        .extracting(GoneEndpoint::reason)
        .containsExactly("its record in Redis cannot be read");
  }

  @Test
  void aPageOfWhichOneWasForgivenMeanwhile_isNotTakenForTheEnd() {
    for (int id = 100; id < 104; id++) {
      add(id);
    }
    server.call("HDEL", "bonghwa:{fleet}:gone", "102");

    GonePage first = list(START, 3);
    GonePage second = list(first.last(), 3);

    assertThat(first.endpoints()).hasSize(2);
    assertThat(first.more()).isTrue();
    assertThat(second.endpoints()).extracting(found -> found.key().value()).containsExactly("103");
    assertThat(second.more()).isFalse();
  }

  @Test
  void remove_leavesNeitherTheRecordNorThePlace() {
    add(100);

    assertThat(gone.remove(new EndpointKey("100")).toCompletableFuture().join()).isTrue();

    assertThat(gone.remove(new EndpointKey("100")).toCompletableFuture().join()).isFalse();
    assertThat(server.call("EXISTS", SINCE)).isEqualTo("0");
  }

  private void add(int id) {
    gone.add(new Endpoint(id + "/token"), "404").toCompletableFuture().join();
  }

  private static GonePage.Place after(GoneEndpoint endpoint) {
    return new GonePage.Place(endpoint.at(), endpoint.key().value());
  }

  private GonePage list(GonePage.Place from) {
    return list(from, 10);
  }

  private GonePage list(GonePage.Place from, int limit) {
    return gone.list(from, limit).toCompletableFuture().join();
  }
}
