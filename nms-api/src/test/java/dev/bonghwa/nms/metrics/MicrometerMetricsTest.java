package dev.bonghwa.nms.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.nms.nodes.NodeSums;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.queue.UpkeepWork;
import dev.bonghwa.redis.RedisState;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final MicrometerMetrics metrics = new MicrometerMetrics(registry);

  @Test
  void beforeTheFirstLook_nothingIsClaimed() {
    assertThat(gauge("bonghwa.jobs.progress.age.seconds")).isNaN();
    assertThat(gauge("bonghwa.redis.noeviction")).isNaN();
  }

  @Test
  void progress_agesAlsoWhileNobodyCanLook() {
    metrics.seen(sight(Duration.ofSeconds(7)));
    clock.addSeconds(60);
    assertThat(gauge("bonghwa.jobs.progress.age.seconds")).isEqualTo(67);

    metrics.seen(sight(null));
    clock.addSeconds(59);
    assertThat(gauge("bonghwa.jobs.progress.age.seconds")).isZero();
  }

  @Test
  void whoSawNothingToSendAMinuteAgo_doesNotHideThatAllStandsStill() {
    metrics.seen(sight(null));
    clock.addSeconds(60);
    assertThat(gauge("bonghwa.jobs.progress.age.seconds")).isNaN();
  }

  @Test
  void redis_isFlags() {
    metrics.seen(sight(null));

    assertThat(gauge("bonghwa.redis.noeviction")).isZero();
    assertThat(gauge("bonghwa.redis.persistence")).isZero();
    assertThat(gauge("bonghwa.redis.used.bytes")).isEqualTo(5);
  }

  @Test
  void whatIsAMinuteOld_isNotClaimedAnyMore() {
    metrics.seen(sight(null));
    clock.addSeconds(59);
    assertThat(gauge("bonghwa.redis.used.bytes")).isEqualTo(5);

    clock.addSeconds(1);
    assertThat(gauge("bonghwa.redis.used.bytes")).isNaN();
  }

  @Test
  void reclaimedBatches_areToldByHowTheirNodeWas() {
    metrics.passed(pass(3, 0, new UpkeepWork(5, 2, 7, 1)), Duration.ofMillis(9));

    assertThat(reclaimed("slow")).isEqualTo(2);
    assertThat(reclaimed("silent")).isEqualTo(3);
    assertThat(registry.get("bonghwa.targets.expired").counter().count()).isEqualTo(7);
  }

  @Test
  void aPassInVain_isAsOldAsTheOneBefore() {
    clock.addSeconds(20);
    metrics.passed(pass(3, 3, new UpkeepWork(0, 0, 0, 0)), Duration.ofMillis(9));
    assertThat(gauge("bonghwa.nms.upkeep.age.seconds")).isEqualTo(20);

    metrics.passed(pass(3, 2, new UpkeepWork(0, 0, 0, 0)), Duration.ofMillis(9));
    assertThat(gauge("bonghwa.nms.upkeep.age.seconds")).isZero();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double reclaimed(String reason) {
    return registry.get("bonghwa.batches.reclaimed").tag("reason", reason).counter().count();
  }

  private static JobUpkeep.Pass pass(long jobs, long late, UpkeepWork work) {
    return new JobUpkeep.Pass(OpenJobs.CREATED, false, jobs, late, work, Duration.ZERO);
  }

  private static Sight sight(@Nullable Duration sinceProgress) {
    return new Sight(
        JobSums.of(List.of(), OpenJobs.CREATED),
        Duration.ZERO,
        sinceProgress,
        new NodeSums(1, 0, 0, 3),
        List.of(),
        Map.of(),
        new RedisState(5, 9, true, false));
  }
}
