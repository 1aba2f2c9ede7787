package dev.bonghwa.testkit.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class FaultProxyIT {
  private final EmbeddedRedis redis;
  private FaultProxy proxy;
  private Socket client;

  FaultProxyIT(EmbeddedRedis redis) {
    this.redis = redis;
  }

  @BeforeEach
  void connect() throws IOException {
    proxy = FaultProxy.to(redis.port());
    client = open();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
  }

  @Test
  void forwards_andCountsCommands() throws IOException {
    send("INCR n", "INCR n");

    assertThat(read(8)).isEqualTo(":1\r\n:2\r\n");
    assertThat(proxy.commands()).isEqualTo(2);
  }

  @Test
  void delay_holdsBothWays() throws IOException {
    proxy.delay(Duration.ofMillis(60), Duration.ofMillis(60));
    long start = System.nanoTime();

    send("INCR n");

    assertThat(read(4)).isEqualTo(":1\r\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(120));
  }

  @Test
  void blackhole_keepsSocketsAndLaterLetsDataFlow() throws IOException {
    proxy.blackhole();
    send("INCR n");
    assertNothingComes();

    proxy.heal();

    assertThat(read(4)).isEqualTo(":1\r\n");
  }

  @Test
  void blackhole_hidesThatTheServerClosed() throws IOException {
    send("INCR n");
    read(4);
    proxy.blackhole();

    redis.kill();
    assertNothingComes();
    proxy.heal();

    assertThat(endsWithin(client)).isTrue();
  }

  @Test
  void forgottenConnections_stayDead_newOnesWork() throws IOException {
    send("INCR n");
    read(4);
    proxy.forgetConnections();
    send("INCR n");
    assertNothingComes();

    client = open();
    send("INCR n");

    assertThat(read(4)).isEqualTo(":2\r\n");
  }

  @Test
  void resetAll_isSeenAsReset() throws IOException {
    send("INCR n");
    read(4);

    proxy.resetAll();

    assertThatThrownBy(() -> read(1)).isInstanceOf(SocketException.class);
    assertThat(proxy.connections()).isZero();
  }

  @Test
  void cutAllByFin_isSeenAsEnd() throws IOException {
    send("INCR n");
    read(4);

    proxy.cutAll(Cut.FIN);

    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void cutAfter_passesExactlySoManyBytes() throws IOException {
    redis.call("SET", "text", "0123456789");
    proxy.cutAfter(Direction.TO_CLIENT, 8, Cut.FIN);

    send("GET text");

    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
        .isEqualTo("$10\r\n012");
  }

  @Test
  void cutReplyOf_theCommandIsExecutedAndItsAnswerLost() throws IOException {
    proxy.cutReplyOf(2, Cut.FIN);

    send("INCR n", "INCR n", "INCR n");

    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo(":1\r\n");
    assertThat(redis.call("GET", "n")).isEqualTo("2");
  }

  @Test
  void cutReplyTo_findsTheCommandThatSaysIt() throws IOException {
    proxy.cutReplyTo("wanted", Cut.FIN);

    send("INCR n", "SET wanted 1", "INCR n");

    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo(":1\r\n");
    assertThat(redis.call("GET", "wanted") + redis.call("GET", "n")).isEqualTo("11");
  }

  @Test
  void stopAfter_passesThatCommandAndNothingElse() throws Exception {
    var stopped = new CountDownLatch(1);
    proxy.stopAfter(2, stopped::countDown);

    send("INCR n", "INCR n", "INCR n");

    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    assertNothingComes();
    proxy.resetAll();
    proxy.heal();
    assertThat(redis.call("GET", "n")).isEqualTo("2");
  }

  @Test
  void refuse_letsNobodyIn_untilHealed() throws IOException {
    proxy.refuse();
    assertThatThrownBy(this::open).isInstanceOf(ConnectException.class);

    proxy.heal();
    client = open();
    send("INCR n");

    assertThat(read(4)).isEqualTo(":1\r\n");
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private void send(String... commands) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String command : commands) {
      String[] words = command.split(" ");
      all.append('*').append(words.length).append("\r\n");
      for (String word : words) {
        all.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
      }
    }
    client.getOutputStream().write(all.toString().getBytes(US_ASCII));
  }

  private void assertNothingComes() throws IOException {
    client.setSoTimeout(300);
    assertThatThrownBy(() -> read(1)).isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(10_000);
  }

  private String read(int bytes) throws IOException {
    return new String(client.getInputStream().readNBytes(bytes), US_ASCII);
  }

  private static boolean endsWithin(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
