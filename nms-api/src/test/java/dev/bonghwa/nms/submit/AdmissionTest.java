package dev.bonghwa.nms.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.queue.Backlog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long MAXMEMORY = 1_000_000;

  private long waiting = 400;
  private long used;
  private long nanos;
  private int asked;
  private final Admission admission =
      new Admission(() -> CompletableFuture.completedStage(size()), 1_000, 0, () -> nanos);

  @Test
  void whatIsBeingCommitted_takesRoom() throws InterruptedException {
    try (Admission.Admitted first = admission.admit(600)) {
      assertThat(first).isNotNull();
      assertRefused(1);
    }
  }

  @Test
  void whatWasCommittedSinceTheLastLook_takesRoom() throws InterruptedException {
    admission.admit(500).close();
    waiting = 900;

    assertRefused(101);
    assertThatCode(() -> admission.admit(100).close()).doesNotThrowAnyException();
    waiting = 1_000;
    assertThatThrownBy(admission::check).isInstanceOf(Problem.class);
  }

  @Test
  void whatWasRefusedByTheCommit_takesNoRoom() throws InterruptedException {
    admission.admit(500).close();

    assertThatCode(() -> admission.admit(600).close()).doesNotThrowAnyException();
  }

  @Test
  void whatWasAskedAhead_isNotAskedAgain() throws InterruptedException {
    admission.prepare();
    waiting = 1_000;

    admission.check();
    admission.prepare();

    assertThat(asked).isEqualTo(1);
  }

  @Test
  void whatWasAskedAheadTooLongAgo_isAskedAgain() {
    admission.prepare();
    waiting = 1_000;
    nanos += Duration.ofSeconds(1).toNanos();

    assertThatThrownBy(admission::check).isInstanceOf(Problem.class);
  }

  @Test
  void aRedisThatFills_isTooMuchWaiting() {
    used = 600_001;

    assertRefused(1);
  }

  @Test
  void aRedisThatIsFull_isAFaultOfTheStore() {
    used = MAXMEMORY;

    assertRefused(1, 503);
  }

  private Backlog.Size size() {
    asked++;
    return new Backlog.Size(1, waiting, used, MAXMEMORY, null);
  }

  private void assertRefused(long targets) {
    assertRefused(targets, 429);
  }

  private void assertRefused(long targets, int status) {
    assertThatThrownBy(() -> admission.admit(targets))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(status));
  }
}
