package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.Settlement.Then;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryTest {

  private final DeliveryBench bench = new DeliveryBench();

  @BeforeEach
  void claimUnprovenJob() {
    bench.settles.holding = true;
    bench.claim(
        bench.facts(DeliveryBench.JOB, Priority.NORMAL, 1_000, false), DeliveryBench.batch(0, 50));
  }

  @Test
  void unprovenJob_isSentFourAtATime() {
    assertThat(bench.sender.written).hasSize(4);

    bench.answerAll(403);
    assertThat(bench.sender.written).hasSize(4);

    confirm();
    assertThat(bench.sender.written).hasSize(8);
  }

  @Test
  void firstSuccess_liftsTheLimitWhenItIsSettled() {
    bench.answer(0, 204);
    bench.loop.advance(Duration.ofMillis(100));
    assertThat(bench.sender.written).hasSize(4);

    confirm();
    assertThat(bench.sender.written).hasSize(50);
    assertThat(bench.store.rung).contains(DeliveryBench.JOB);
  }

  @Test
  void smallJob_needsNoCanary() {
    bench.claim(
        bench.facts(DeliveryBench.job(2), Priority.NORMAL, 200, false),
        DeliveryBench.batch(DeliveryBench.job(2), 1, 2_000, 20));

    assertThat(bench.sender.written).hasSize(4 + 20);
  }

  @Test
  void refusedPayload_stopsTheJobAndHandsItBack() {
    bench.answerAll(400);
    confirm();

    assertThat(bench.store.stopped).containsExactly("empty message");
    assertThat(bench.sender.written).hasSize(4);
    assertThat(bench.settles.calls).anyMatch(settle -> settle.then() == Then.QUEUE);
  }

  @Test
  void refusedPayload_isToldBeforeTheJobIsStopped() {
    bench.answerAll(400);
    assertThat(bench.store.stopped).isEmpty();

    confirm();

    assertThat(bench.settles.calls.getFirst().ended()).hasSize(4);
    assertThat(bench.settles.last().attempts()).isEqualTo(4);
  }

  @Test
  void payloadThatAnotherNodeHasDelivered_isSentOn() {
    bench.store.proven = true;

    bench.answerAll(400);
    confirm();

    assertThat(bench.store.stopped).isEmpty();
    assertThat(bench.sender.written).hasSize(50);
  }

  @Test
  void moreOfACanaryJob_isNotWanted() {
    assertThat(bench.deliveries.roomFor(DeliveryBench.JOB, 5)).isZero();

    bench.answerAll(204);
    confirm();

    assertThat(bench.deliveries.roomFor(DeliveryBench.JOB, 5)).isEqualTo(5);
  }

  private void confirm() {
    bench.settles.releaseAll();
    bench.loop.run();
  }
}
