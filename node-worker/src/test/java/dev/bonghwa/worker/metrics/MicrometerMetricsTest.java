package dev.bonghwa.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.metrics.WorkerMetrics.Gauge;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MicrometerMetricsTest {
  private final PrometheusMeterRegistry registry =
      Registry.create("1.2.3", new NodeId("seoul-1"), "seoul");
  private final WorkerMetrics metrics = new MicrometerMetrics(registry);

  @Test
  void page_namesEverythingAsDocumented() {
    metrics.claimed(500);
    metrics.ended(TargetState.DELIVERED);
    metrics.ended(TargetState.DELIVERED);
    metrics.ended(TargetState.GONE);
    metrics.handedBack(7);
    metrics.retried(Outcome.Backoff.because("503"));
    metrics.retried(new Outcome.RetryAfter(Duration.ofSeconds(1), true, "429"));
    metrics.possibleDuplicate();
    metrics.sampled(true);
    metrics.settled(300, 1_000_000);
    metrics.settleFailed();
    metrics.batch(true);
    metrics.batch(false);
    metrics.lost(WorkerMetrics.Loss.TAKEN);

    assertThat(lines())
        .contains(
            "bonghwa_build_info{program=\"node-worker\",version=\"1.2.3\"} 1",
            "bonghwa_node_info{group=\"seoul\",node=\"seoul-1\"} 1",
            "bonghwa_targets_claimed_total 500.0",
            "bonghwa_targets_ended_total{state=\"delivered\"} 2.0",
            "bonghwa_targets_ended_total{state=\"gone\"} 1.0",
            "bonghwa_targets_ended_total{state=\"failed\"} 0.0",
            "bonghwa_targets_handed_back_total 7.0",
            "bonghwa_retries_total{reason=\"backoff\"} 1.0",
            "bonghwa_retries_total{reason=\"retry_after\"} 1.0",
            "bonghwa_possible_duplicates_total 1.0",
            "bonghwa_sampled_sends_total{saved=\"true\"} 1.0",
            "bonghwa_sampled_sends_total{saved=\"false\"} 0.0",
            "bonghwa_settled_targets_total 300.0",
            "bonghwa_settle_duration_seconds_count 1",
            "bonghwa_settle_failures_total 1.0",
            "bonghwa_batches_claimed_total{queue=\"own\"} 1.0",
            "bonghwa_batches_claimed_total{queue=\"stolen\"} 1.0",
            "bonghwa_batches_lost_total{cause=\"taken\"} 1.0",
            "bonghwa_batches_lost_total{cause=\"broken\"} 0.0");
  }

  @Test
  void tries_areCountedByWhatCameOfThem() {
    metrics.attempted(answer(204), 80_000_000);
    metrics.attempted(answer(200), 80_000_000);
    metrics.attempted(answer(404), 1);
    metrics.attempted(answer(418), 1);
    metrics.attempted(answer(502), 1);
    metrics.attempted(new SendResult.Lost("reset"), 1);
    metrics.attempted(new SendResult.NotSent(SendResult.Kind.CONNECT_TIMEOUT, "slow"), 1);

    assertThat(lines())
        .contains(
            "bonghwa_attempt_duration_seconds_count{result=\"2xx\"} 2",
            "bonghwa_attempt_duration_seconds_bucket{result=\"2xx\",le=\"0.1\"} 2",
            "bonghwa_attempt_duration_seconds_bucket{result=\"2xx\",le=\"0.05\"} 0",
            "bonghwa_attempt_duration_seconds_count{result=\"404\"} 1",
            "bonghwa_attempt_duration_seconds_count{result=\"4xx\"} 1",
            "bonghwa_attempt_duration_seconds_count{result=\"5xx\"} 1",
            "bonghwa_attempt_duration_seconds_count{result=\"lost\"} 1",
            "bonghwa_attempt_duration_seconds_count{result=\"connect_timeout\"} 1");
  }

  @Test
  void gauges_areReadWhenAsked() {
    int[] inHand = {3};
    Arrays.stream(Gauge.values()).forEach(gauge -> metrics.gauge(gauge, () -> inHand[0]));
    inHand[0] = 4;

    assertThat(lines())
        .contains(
            "bonghwa_targets_in_hand 4.0",
            "bonghwa_targets_unaccounted 4.0",
            "bonghwa_targets_waiting 4.0",
            "bonghwa_requests_in_flight 4.0",
            "bonghwa_requests_limit 4.0",
            "bonghwa_egress_paused_seconds 4.0",
            "bonghwa_egress_invalid_answers 4.0",
            "bonghwa_egress_rate 4.0",
            "bonghwa_claim_loop_age_seconds 4.0",
            "bonghwa_redis_connected 4.0");
  }

  @Test
  void inHand_isWhatCameAndHasNotLeft() {
    metrics.claimed(500);
    metrics.ended(TargetState.DELIVERED);
    metrics.ended(TargetState.GONE);
    metrics.handedBack(7);

    assertThat(metrics.inHand()).isEqualTo(491);
  }

  private String[] lines() {
    return registry.scrape().lines().toArray(String[]::new);
  }

  private static SendResult.Answer answer(int status) {
    return new SendResult.Answer(status, Headers.NONE, new byte[0]);
  }
}
