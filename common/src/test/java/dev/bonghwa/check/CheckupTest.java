package dev.bonghwa.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckupTest {

  private interface Look {
    List<Finding> look() throws InterruptedException;
  }

  private record Named(String subject, Look with) implements Check {
    @Override
    public List<Finding> look() throws InterruptedException {
      return with.look();
    }
  }

  @Test
  void whatHangsOrBreaks_isAFaultBesideTheOthers() throws InterruptedException {
    var never = new CountDownLatch(1);
    Check hangs =
        new Named(
            "redis",
            () -> {
              never.await();
              return List.of();
            });
    Check breaks =
        new Named(
            "egress",
            () -> {
              throw new IllegalStateException("boom");
            });
    Check warns = new Check.Left(new Finding.Warning("clock", "is late", "set it"));

    Checkup checkup = Checkup.of(List.of(hangs, breaks, warns), Duration.ofMillis(100));

    assertThat(checkup.text().lines())
        .containsExactly(
            "fault    redis          no end within 0 s",
            "fault    egress         this look itself failed: java.lang.IllegalStateException:"
                + " boom",
            "warning  clock          is late: set it",
            "2 faults, 1 warning");
    assertThat(checkup.hasFault()).isTrue();
  }
}
