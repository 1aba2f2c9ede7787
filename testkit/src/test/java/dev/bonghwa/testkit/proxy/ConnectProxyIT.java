package dev.bonghwa.testkit.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectProxyIT {
  private static final int PATIENCE_MILLIS = 10_000;

  private ServerSocket far;
  private ConnectProxy proxy;
  private Socket client;

  @BeforeEach
  void open() throws IOException {
    far = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    proxy = ConnectProxy.start("127.0.0.2", "user", "secret");
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    far.close();
  }

  @Test
  void tunnel_leavesFromItsOwnAddress() throws IOException {
    connect("user:secret");
    try (Socket arrived = far.accept()) {
      assertThat(arrived.getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
      assertThat(answer()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");

      arrived.getOutputStream().write("hello".getBytes(US_ASCII));

      assertThat(client.getInputStream().readNBytes(5)).asString(US_ASCII).isEqualTo("hello");
      assertThat(proxy.tunnels()).isEqualTo(1);
    }
  }

  @Test
  void wrongLogin_is407() throws IOException {
    connect("user:wrong");

    assertThat(answer()).startsWith("HTTP/1.1 407 ");
    assertThat(proxy.tunnels()).isZero();
  }

  @Test
  void whatItIsTold_itAnswers() throws IOException {
    proxy.answer(502);

    connect("user:secret");

    assertThat(answer()).startsWith("HTTP/1.1 502 ");
  }

  @Test
  void cut_endsTheConnectionWithoutAnAnswer() throws IOException {
    proxy.cut();

    connect("user:secret");

    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(proxy.asked()).isEqualTo(1);
  }

  private void connect(String login) throws IOException {
    String basic = Base64.getEncoder().encodeToString(login.getBytes(US_ASCII));
    String request =
        "CONNECT 127.0.0.1:%d HTTP/1.1\r\nProxy-Authorization: Basic %s\r\n\r\n"
            .formatted(far.getLocalPort(), basic);
    client.getOutputStream().write(request.getBytes(US_ASCII));
  }

  private String answer() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) client.getInputStream().read());
    }
    return head.toString();
  }
}
