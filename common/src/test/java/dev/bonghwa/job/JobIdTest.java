package dev.bonghwa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {

  @Test
  void create_keepsItsTimeAndSortsByIt() {
    Instant early = Instant.parse("2026-11-22T00:00:00.123Z");
    JobId first = JobId.create(InstantSource.fixed(early), new Random(1));
    JobId second = JobId.create(InstantSource.fixed(early.plusMillis(1)), new Random(2));

    assertThat(first.createdAt()).isEqualTo(early);
    assertThat(first).isLessThan(second);
    assertThat(new JobId(first.value())).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job_",
        "01JD6W8Z4Q3V5T7X9Y1A2B3C4D",
        "job_01JD6W8Z4Q3V5T7X9Y1A2B3C4I",
        "job_}x"
      })
  void aTextThatIsNoId_isRefused(String text) {
    assertThatThrownBy(() -> new JobId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
