package dev.bonghwa.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashTest {

  @Test
  void of_isTheSameForEver() {
    assertThat(Hash.of("seoul-1")).isEqualTo(0x72ed93219d6fe939L);
  }

  @Test
  void of_spreadsNamesThatDifferInADigit() {
    int[] counts = new int[16];
    IntStream.range(0, 16_000).forEach(i -> counts[(int) (Hash.of("node-" + i) >>> 60)]++);

    assertThat(IntStream.of(counts)).allMatch(count -> count > 850 && count < 1_150);
  }
}
