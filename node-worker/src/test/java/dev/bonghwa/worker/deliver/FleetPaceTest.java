package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.queue.SettleReply.Left;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a slow node leaves to others near the end of a job. */
class FleetPaceTest {

  private static final int PER_SECOND = 3_250;

  private final FleetPace pace = new FleetPace();
  private long now;
  private long left;

  @Test
  void nearTheEnd_aNodeThatNeedsLongerThanAllOthers_leavesItToThem() {
    play(10_000, 2_000, Duration.ofSeconds(2));

    assertThat(left).isEqualTo(3_500);
    assertThat(pace.isOverBefore(3, now)).isTrue();
    assertThat(pace.isOverBefore(1, now)).isFalse();
  }

  @Test
  void longBeforeTheEnd_everybodyTakesPart() {
    play(100_000, 2_000, Duration.ofSeconds(2));

    assertThat(pace.isOverBefore(3, now)).isFalse();
  }

  /**
   * Ten nodes of 45 a second, each with half a batch: one more takes each of them thirteen seconds.
   */
  @Test
  void nodesThatAreAllSlow_takeWhatIsLeft() {
    for (int tenth = 0; tenth <= 20; tenth++) {
      look(5_000 - 45 * tenth, 2_500);
    }

    assertThat(pace.isOverBefore(13, now)).isFalse();
  }

  @Test
  void whatNobodyTakes_isNotLeftToOthersForLong() {
    play(10_000, 2_000, Duration.ofSeconds(2));

    now += Duration.ofSeconds(2).toNanos();

    assertThat(pace.isOverBefore(3, now)).isFalse();
  }

  @Test
  void withoutASecondOfSettles_nothingIsKnown() {
    play(10_000, 2_000, Duration.ofMillis(500));

    assertThat(pace.isOverBefore(30, now)).isFalse();
  }

  private void play(int targets, int sending, Duration time) {
    for (long ms = 0; ms <= time.toMillis(); ms += 100) {
      look(targets - PER_SECOND * ms / 1_000, sending);
    }
  }

  private void look(long open, long sending) {
    left = open;
    now += Duration.ofMillis(100).toNanos();
    pace.saw(new Left(open, sending), now);
  }
}
