package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SinkHttp1Test {

  @Test
  void request_isItsHeadAndAsMuchBodyAsItSays() {
    String head = "POST / HTTP/1.1\r\ncontent-length: 2\r\nHost: a\r\n\r\n";

    assertThat(SinkHttp1.requestLength(head + "{}GET")).isEqualTo(head.length() + 2);
    assertThat(SinkHttp1.requestLength(head.replace("cont", "Cont") + "{}"))
        .isEqualTo(head.length() + 2);
    assertThat(SinkHttp1.requestLength("GET / HTTP/1.1\r\n\r\n")).isEqualTo(18);
  }

  @Test
  void halfAHead_isNoRequestYet() {
    assertThat(SinkHttp1.requestLength("POST / HTTP/1.1\r\nContent-Length: 2\r\n")).isZero();
  }
}
