package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobKeyTest {

  @Test
  void marker_takesTheWordBehindIt() {
    JobKey key = JobKey.marker("run ");

    assertThat(key.of("{\"content\":\"beacon run a-1_b.c\"}")).isEqualTo("a-1_b.c");
    assertThat(key.of("{\"content\":\"beacon\"}")).isEmpty();
    assertThat(key.of("run x")).isEqualTo("x");
  }
}
