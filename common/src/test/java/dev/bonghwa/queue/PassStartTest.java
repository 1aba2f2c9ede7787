package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.ScriptReply;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PassStartTest {

  private final Random random = new Random(1);

  @Test
  void jobs_haveNoFixedPlaceInAPass() {
    List<JobId> jobs =
        Stream.generate(() -> JobId.create(InstantSource.system(), random)).limit(50).toList();
    List<Object> answer = new ArrayList<>(List.of(1L, 0L, 2L, "epoch".getBytes(UTF_8), 1L));
    jobs.forEach(job -> answer.add(job.value().getBytes(UTF_8)));

    List<JobId> first = PassStart.read(new ScriptReply(answer), List.of(), random).jobs();
    List<JobId> second = PassStart.read(new ScriptReply(answer), List.of(), random).jobs();

    assertThat(first).containsExactlyInAnyOrderElementsOf(jobs).isNotEqualTo(second);
  }
}
