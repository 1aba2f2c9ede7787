package dev.bonghwa.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.api.Counts;
import dev.bonghwa.job.TargetState;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

  private static final Progress HALF =
      new Progress(
          "running",
          20_000,
          new Counts(
              Map.of(
                  TargetState.PENDING,
                  9_400L,
                  TargetState.SENDING,
                  300L,
                  TargetState.WAITING,
                  300L,
                  TargetState.DELIVERED,
                  9_780L,
                  TargetState.GONE,
                  200L,
                  TargetState.FAILED,
                  20L)),
          1_830,
          OptionalLong.of(6));

  @Test
  void wideBar_saysEverything() {
    assertThat(ProgressLine.bar(HALF, 130, false))
        .isEqualTo(
            "[####################--------------------]  50 %  9,780/20,000  1,830/s  waiting 300"
                + "  gone 200  failed 20  ETA 6 s");
  }

  @Test
  void barInBlocks_isDrawnInEighths() {
    assertThat(Bar.draw(0.53, 10, true)).isEqualTo("[█████▎····]");
    assertThat(Bar.draw(0, 4, true)).isEqualTo("[····]");
    assertThat(Bar.draw(1, 4, true)).isEqualTo("[████]");
  }

  @Test
  void narrowBar_leavesOutTheLeastImportantFirst() {
    assertThat(ProgressLine.bar(HALF, 70, false))
        .isEqualTo("[#########----------]  50 %  9,780/20,000  1,830/s  failed 20  ETA 6 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 11, 20, 40, 79, 100, 200})
  void bar_isNeverWiderThanTheTerminal(int width) {
    assertThat(ProgressLine.bar(HALF, width, true).length()).isLessThanOrEqualTo(width);
  }

  @Test
  void percent_isRoundedDown_soThatHundredMeansNothingIsLeft() {
    var almost =
        new Progress(
            "running",
            20_000,
            new Counts(Map.of(TargetState.DELIVERED, 19_999L, TargetState.PENDING, 1L)),
            1,
            OptionalLong.empty());

    assertThat(ProgressLine.plain(almost)).startsWith(" 99 %");
  }

  @Test
  void pausedJob_showsItsStateInsteadOfARate() {
    var paused =
        new Progress(
            "paused", 10, new Counts(Map.of(TargetState.PENDING, 10L)), 3, OptionalLong.of(4));

    assertThat(ProgressLine.plain(paused)).contains("paused").contains("ETA -");
  }

  @Test
  void rareEnds_showOnlyWhenThereAreSome() {
    var expired =
        new Progress(
            "running", 10, new Counts(Map.of(TargetState.EXPIRED, 10L)), 0, OptionalLong.empty());

    assertThat(ProgressLine.plain(HALF)).doesNotContain("expired");
    assertThat(ProgressLine.plain(expired)).contains("expired 10");
  }

  @Test
  void jobWithoutTargets_isDone() {
    var none = new Progress("completed", 0, new Counts(Map.of()), 0, OptionalLong.empty());

    assertThat(ProgressLine.plain(none)).startsWith("100 %  0/0  completed").doesNotContain("ETA");
  }
}
