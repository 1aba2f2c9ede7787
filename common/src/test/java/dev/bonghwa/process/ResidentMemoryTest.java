package dev.bonghwa.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void theLineOfTheSystem_isBytes() {
    assertThat(ResidentMemory.in(Stream.of("VmHWM:\t   99 kB", "VmRSS:\t  123456 kB")))
        .isEqualTo(123_456 * 1024.0);
  }

  @Test
  void aSystemThatDoesNotSayIt_isNoNumber() {
    assertThat(ResidentMemory.in(Stream.of("Name:\tjava"))).isNaN();
  }
}
