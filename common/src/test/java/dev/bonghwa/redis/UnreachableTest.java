package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreachableTest {

  @ParameterizedTest
  @MethodSource
  void eachCause_isSaidInPlainWords(Exception cause, String words) {
    var failure = new RedisConnectionException("Unable to connect to 10.0.0.4:6379", cause);

    assertThat(Unreachable.why(failure)).isEqualTo(words);
  }

  static Stream<Arguments> eachCause_isSaidInPlainWords() {
    String closed = "it closed the connection; does it want rediss://?";
    return Stream.of(
        Arguments.of(
            new ConnectException("Connection refused: /10.0.0.4:6379"), "connection refused"),
        Arguments.of(
            new ConnectException("connection timed out: /10.0.0.4:6379"), "no answer in time"),
        Arguments.of(new RedisCommandTimeoutException("Command timed out"), "no answer in time"),
        Arguments.of(new UnknownHostException("redis.local"), "no such host"),
        Arguments.of(new NoRouteToHostException("No route to host"), "no route to that host"),
        Arguments.of(new ClosedChannelException(), closed),
        Arguments.of(new RedisConnectionException("Connection closed prematurely"), closed),
        Arguments.of(
            new SSLException("not an SSL/TLS record: 2d455252"),
            "it does not speak TLS: redis:// instead of rediss://?"));
  }
}
