package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void median_isTheMiddle_orBetweenTheTwoThatAre() {
    assertThat(Spread.of(List.of(5.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 5, 3));
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }

  @Test
  void text_hasTheEnds_unlessItWasSeenOnce() {
    assertThat(Spread.of(List.of(41_230.4, 39_900.0, 42_800.0)).text(0))
        .isEqualTo("41,230 (39,900..42,800)");
    assertThat(Spread.once(1.256).text(2)).isEqualTo("1.26");
  }
}
