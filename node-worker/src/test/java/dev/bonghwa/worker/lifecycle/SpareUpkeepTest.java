package dev.bonghwa.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.queue.JobUpkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SpareUpkeepTest {

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final List<CompletableFuture<JobUpkeep.Pass>> passes = new ArrayList<>();
  private long now;
  private final SpareUpkeep upkeep = new SpareUpkeep(() -> now, this::pass);

  @Test
  void whileSomebodyDoesIt_itStaysOut() {
    upkeep.heed(Duration.ofSeconds(10));

    assertThat(passes).isEmpty();
  }

  @Test
  void whenNobodyDoes_itPassesWithEveryBeatForAMinute() {
    upkeep.heed(Duration.ofSeconds(11));
    for (int second = 1; second < 60; second++) {
      passes.getLast().complete(JobUpkeep.Pass.idle(Instant.EPOCH));
      now += BEAT.toNanos();
      upkeep.heed(BEAT);
    }
    assertThat(passes).hasSize(60);

    now += BEAT.toNanos();
    upkeep.heed(BEAT);

    assertThat(passes).hasSize(60);
  }

  @Test
  void aPassThatHasNotEnded_isNotOvertaken() {
    upkeep.heed(Duration.ofSeconds(11));
    upkeep.heed(BEAT);

    assertThat(passes).hasSize(1);
  }

  private CompletableFuture<JobUpkeep.Pass> pass() {
    passes.add(new CompletableFuture<>());
    return passes.getLast();
  }
}
