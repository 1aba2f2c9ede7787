package dev.bonghwa.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Target;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void clock_isPatientInBothDirections() {
    StoreClock clock = new StoreClock();
    clock.observe(NOON, 1_000, 5_000);

    assertThat(clock.latest(5_000)).isEqualTo(NOON.plusNanos(4_000));
    assertThat(clock.nanosOf(NOON.plusNanos(10_000))).isEqualTo(15_000);
  }

  @Test
  void farTimes_doNotOverflow() {
    StoreClock clock = new StoreClock();
    clock.observe(NOON, 0, 0);

    assertThat(clock.nanosOf(Instant.MAX)).isPositive();
    assertThat(clock.nanosOf(Instant.MIN)).isNegative();
  }

  @Test
  void untried_leavesOutWhatHasEndedOrWaits() {
    BitSet settled = new BitSet();
    settled.set(0);
    StoreClock clock = new StoreClock();
    clock.observe(NOON, 0, 0);

    Ledger ledger =
        new Ledger(
            new ClaimedBatch(
                new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C01"),
                0,
                "n/1#1",
                List.of(new Target(0, "1/a"), new Target(1, "2/b"), new Target(2, "3/c")),
                settled,
                List.of(new Retry(2, NOON.plusSeconds(1), 1, 0)),
                false),
            clock);

    assertThat(ledger.untried().stream()).containsExactly(1);
    assertThat(ledger.open()).isEqualTo(2);
    assertThat(ledger.past(2).notBefore()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void rate_isTheMeanOfWholeSlots() {
    long[] now = {0};
    RateMeter meter = new RateMeter(() -> now[0]);
    for (int i = 0; i < 100; i++) {
      meter.mark();
      now[0] += Duration.ofMillis(10).toNanos();
    }

    assertThat(meter.perSecond(Duration.ofMillis(500))).isEqualTo(100);
    assertThat(meter.perSecond(Duration.ofSeconds(10))).isEqualTo(10);
  }

  @Test
  void highestRate_isThatOfTheBestHalfSecond_for10Seconds() {
    long[] now = {0};
    RateMeter meter = new RateMeter(() -> now[0]);
    for (int i = 0; i < 500; i++) {
      meter.mark();
      now[0] += Duration.ofMillis(1).toNanos();
    }

    now[0] += Duration.ofSeconds(9).toNanos();
    assertThat(meter.perSecond(Duration.ofMillis(500))).isZero();
    assertThat(meter.highest()).isEqualTo(1_000);

    now[0] += Duration.ofSeconds(2).toNanos();
    assertThat(meter.highest()).isZero();
  }
}
