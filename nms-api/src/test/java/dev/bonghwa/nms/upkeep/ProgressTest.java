package dev.bonghwa.nms.upkeep;

import static dev.bonghwa.nms.metrics.OpenJobs.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.metrics.OpenJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress();
  private long second;

  @Test
  void aFleetThatStandsStill_isSeenToDoSo_fromTheFirstLookOn() {
    assertThat(look(running("0A", 5))).isZero();
    assertThat(look(running("0A", 5))).hasSeconds(10);
    assertThat(look(running("0A", 5))).hasSeconds(20);
  }

  @Test
  void oneTargetThatEnds_isProgress() {
    look(running("0A", 5), running("0B", 7));
    look(running("0A", 5), running("0B", 7));

    assertThat(look(running("0A", 5), running("0B", 6))).isZero();
  }

  @Test
  void aJobThatEnds_isProgress_oneThatComesIsNot() {
    look(running("0A", 5), running("0B", 7));

    assertThat(look(running("0A", 5))).isZero();
    assertThat(look(running("0A", 5), running("0C", 9))).hasSeconds(10);
  }

  @Test
  void pausedJobs_andTargetsThatWait_areNothingToSend() {
    Job paused = job("0A", JobState.PAUSED, TargetState.PENDING, 5);
    Job waiting = job("0B", JobState.RUNNING, TargetState.WAITING, 5);

    assertThat(look(paused, waiting)).isNull();
    assertThat(look(running("0A", 5), waiting)).isZero();
  }

  private @Nullable Duration look(Job... jobs) {
    second += 10;
    return progress.look(List.of(jobs), CREATED.plusSeconds(second));
  }

  private static Job running(String name, long sending) {
    return job(name, JobState.RUNNING, TargetState.SENDING, sending);
  }

  private static Job job(String name, JobState state, TargetState targets, long count) {
    return OpenJobs.job(name, state, Duration.ofHours(1), Map.of(targets, count));
  }
}
