package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ReconnectLogTest {

  private static final InetSocketAddress ANY = InetSocketAddress.createUnresolved("redis", 6379);
  private static final Event REFUSED =
      failed(new ConnectException("finishConnect(..) failed: Connection refused: /10.0.0.4:6379"));

  private final ReconnectLog reconnects = new ReconnectLog(RedisSettings.of("redis://:pw@redis"));

  @Test
  void absence_isToldOnceInPlainWords() {
    assertThat(reconnects.line(REFUSED))
        .hasValue(
            "Redis at redis:6379 cannot be reached (connection refused); connecting is tried on");
    assertThat(reconnects.line(REFUSED)).isEmpty();
  }

  @Test
  void anotherReason_isToldToo() {
    reconnects.line(REFUSED);

    assertThat(reconnects.line(failed(new UnknownHostException("redis")))).isPresent();
  }

  @Test
  void nextAbsence_isToldAgain() {
    reconnects.line(REFUSED);
    reconnects.line(new ConnectionActivatedEvent(ANY, ANY));

    assertThat(reconnects.line(REFUSED)).isPresent();
  }

  private static Event failed(Exception cause) {
    return new ReconnectFailedEvent(ANY, ANY, cause, 1);
  }
}
