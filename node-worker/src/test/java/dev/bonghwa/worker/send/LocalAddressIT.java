package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which of a machine's addresses requests leave from. */
class LocalAddressIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
  void requests_leaveFromTheAddressThatIsSet() throws IOException {
    SenderSettings settings = new SenderSettings(1, PATIENCE, PATIENCE, null, "127.0.0.7", null);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SenderHarness harness = new SenderHarness(settings)) {
      URI url = URI.create("https://127.0.0.1:" + server.getLocalPort());
      harness.begin(SenderHarness.to(url, 0), () -> true);

      try (Socket connection = server.accept()) {
        assertThat(((InetSocketAddress) connection.getRemoteSocketAddress()).getAddress())
            .isEqualTo(InetAddress.ofLiteral("127.0.0.7"));
      }
    }
  }
}
