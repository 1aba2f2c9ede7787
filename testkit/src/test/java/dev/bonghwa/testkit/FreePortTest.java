package dev.bonghwa.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void next_canBeListenedOn() {
    int port = FreePort.next();

    assertThatCode(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
        .doesNotThrowAnyException();
  }
}
