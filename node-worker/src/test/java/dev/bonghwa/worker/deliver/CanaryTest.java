package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.Settlement.Then;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryTest {

  private final DeliveryRig rig = new DeliveryRig();

  @BeforeEach
  void claimUnprovenJob() {
    rig.settles.holding = true;
    rig.claim(rig.facts(DeliveryRig.JOB, Priority.NORMAL, 1_000, false), DeliveryRig.batch(0, 50));
  }

  @Test
  void unprovenJob_isSentFourAtATime() {
    assertThat(rig.sender.written).hasSize(4);

    rig.answerAll(403);
    assertThat(rig.sender.written).hasSize(4);

    confirm();
    assertThat(rig.sender.written).hasSize(8);
  }

  @Test
  void firstSuccess_liftsTheLimitWhenItIsSettled() {
    rig.answer(0, 204);
    rig.loop.advance(Duration.ofMillis(100));
    assertThat(rig.sender.written).hasSize(4);

    confirm();
    assertThat(rig.sender.written).hasSize(50);
    assertThat(rig.store.rung).contains(DeliveryRig.JOB);
  }

  @Test
  void smallJob_needsNoCanary() {
    rig.claim(
        rig.facts(DeliveryRig.job(2), Priority.NORMAL, 200, false),
        DeliveryRig.batch(DeliveryRig.job(2), 1, 2_000, 20));

    assertThat(rig.sender.written).hasSize(4 + 20);
  }

  @Test
  void refusedPayload_stopsTheJobAndHandsItBack() {
    rig.answerAll(400);
    confirm();

    assertThat(rig.store.stopped).containsExactly("empty message");
    assertThat(rig.sender.written).hasSize(4);
    assertThat(rig.settles.calls).anyMatch(settle -> settle.then() == Then.QUEUE);
  }

  @Test
  void refusedPayload_isToldBeforeTheJobIsStopped() {
    rig.answerAll(400);
    assertThat(rig.store.stopped).isEmpty();

    confirm();

    assertThat(rig.settles.calls.getFirst().ended()).hasSize(4);
    assertThat(rig.settles.last().attempts()).isEqualTo(4);
  }

  @Test
  void payloadThatAnotherNodeHasDelivered_isSentOn() {
    rig.store.proven = true;

    rig.answerAll(400);
    confirm();

    assertThat(rig.store.stopped).isEmpty();
    assertThat(rig.sender.written).hasSize(50);
  }

  @Test
  void moreOfACanaryJob_isNotWanted() {
    assertThat(rig.deliveries.roomFor(DeliveryRig.JOB, 5)).isZero();

    rig.answerAll(204);
    confirm();

    assertThat(rig.deliveries.roomFor(DeliveryRig.JOB, 5)).isEqualTo(5);
  }

  private void confirm() {
    rig.settles.releaseAll();
    rig.loop.run();
  }
}
