package dev.bonghwa.cli.bench.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  private final Pace pace = new Pace();

  @Test
  void itsBeginning_isLeftOut() {
    pace.add(0, 0);
    pace.add(10 * SECOND, 1);
    pace.add(20 * SECOND, 101);
    pace.add(30 * SECOND, 401);

    assertThat(pace.perSecondAfter(10 * SECOND)).isEqualTo(20);
  }

  @Test
  void aRunThatWasTooShort_hadNone() {
    pace.add(0, 0);
    pace.add(SECOND, 100);

    assertThat(pace.perSecondAfter(10 * SECOND)).isZero();
  }
}
