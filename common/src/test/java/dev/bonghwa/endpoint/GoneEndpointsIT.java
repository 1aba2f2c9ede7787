package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class GoneEndpointsIT {

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
    GoneEndpoint cursor = list(Instant.EPOCH, "").getFirst();

    add(100);

    assertThat(list(cursor.at(), cursor.key().value()))
        .extracting(found -> found.key().value())
        .containsExactly("100");
  }

  @Test
  void aCursorWhoseEndpointWasForgiven_missesNone() {
    add(900);
    GoneEndpoint cursor = list(Instant.EPOCH, "").getFirst();
    add(100);
    gone.remove(cursor.key()).toCompletableFuture().join();
    add(900);

    assertThat(list(cursor.at(), cursor.key().value()))
        .extracting(found -> found.key().value())
        .containsExactly("100", "900");
  }

  @Test
  void aRecordThatCannotBeRead_isListedAllTheSame() {
    add(100);
    server.call("HSET", "bonghwa:{fleet}:gone", "100", "{");

    assertThat(list(Instant.EPOCH, ""))
        .extracting(GoneEndpoint::reason)
        .containsExactly("its record in Redis cannot be read");
  }

  private void add(int id) {
    gone.add(new Endpoint(id + "/token"), "404").toCompletableFuture().join();
  }

  private List<GoneEndpoint> list(Instant from, String afterKey) {
    return gone.list(from, afterKey, 10).toCompletableFuture().join();
  }
}
