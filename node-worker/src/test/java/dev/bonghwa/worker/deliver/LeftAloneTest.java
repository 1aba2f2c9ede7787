package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.Retry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints that are gone or on probation, and what calls them no more. */
class LeftAloneTest {

  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final DeliveryRig rig = new DeliveryRig();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(rig.unaccounted()).isZero();
  }

  @Test
  void gone_isBuriedBeforeItIsSettled() {
    rig.claim(DeliveryRig.batch(0, 1));

    rig.store.down = true;
    rig.answer(0, 404);
    rig.loop.advance(SECOND);
    assertThat(rig.settles.calls).allMatch(settle -> settle.ended().isEmpty());

    rig.store.down = false;
    rig.loop.advance(SECOND);
    assertThat(rig.store.gone).containsExactly(new Endpoint(DeliveryRig.address(0)).key());
    assertThat(rig.settles.last().ended().getFirst().delivery().state())
        .isEqualTo(TargetState.GONE);
  }

  @Test
  void knownGone_endsWithoutACall() {
    rig.store.gone.add(new Endpoint(DeliveryRig.address(1)).key());

    rig.claim(DeliveryRig.batch(0, 2));
    rig.answerAll(204);

    assertThat(rig.sender.written).containsExactly(DeliveryRig.address(0));
    assertThat(rig.settles.last().ended().getFirst().delivery().state())
        .isEqualTo(TargetState.GONE);
  }

  @Test
  void goneWebhook_isNotCalledByWhatWasClaimedBefore() {
    rig.claim(DeliveryRig.batch(DeliveryRig.JOB, 0, 0, 1));
    rig.claim(DeliveryRig.batch(DeliveryRig.job(2), 1, 0, 1));

    rig.answer(0, 404);
    rig.loop.advance(TICK);

    assertThat(rig.sender.written).hasSize(1);
    assertThat(rig.settles.records())
        .extracting(Delivery::state)
        .containsExactly(TargetState.GONE, TargetState.GONE);
  }

  @Test
  void forgivenWebhook_isCalledAgain() {
    rig.claim(DeliveryRig.batch(DeliveryRig.JOB, 0, 0, 1));
    rig.answer(0, 404);

    rig.store.gone.clear();
    rig.claim(DeliveryRig.batch(DeliveryRig.job(2), 1, 0, 1));

    assertThat(rig.sender.written).hasSize(2);
  }

  @Test
  void webhookThatRefuses_isNotCalledByWhatWasClaimedBeforeOrLater() {
    rig.claim(DeliveryRig.batch(DeliveryRig.JOB, 0, 0, 1));
    rig.claim(DeliveryRig.batch(DeliveryRig.job(2), 1, 0, 1));

    rig.answer(0, 403);
    rig.claim(DeliveryRig.batch(DeliveryRig.job(3), 2, 0, 1));
    rig.loop.advance(TICK);

    assertThat(rig.sender.written).hasSize(1);
    assertThat(rig.settles.records())
        .extracting(Delivery::reason)
        .hasSize(3)
        .contains("no permission")
        .filteredOn(reason -> reason.contains("on probation until " + FakeSettles.START.plus(TEN)))
        .hasSize(2);
  }

  @Test
  void refusalThatMayPass_isOneOnlyWhenItIsSaidTwice() {
    rig.claim(DeliveryRig.batch(0, 1));

    rig.answer(0, 401);
    assertThat(rig.store.probations).isEmpty();

    rig.claim(
        DeliveryRig.withRetries(DeliveryRig.batch(1, 1), new Retry(0, FakeSettles.START, 0, 1)));
    rig.loop.advance(TICK);
    rig.answer(1_000, 401);
    assertThat(rig.store.probations).hasSize(1);
  }

  @Test
  void webhookWhoseWhileIsOver_isCalledAndWhatItAcceptsIsTold() {
    var key = new Endpoint(DeliveryRig.address(0)).key();
    rig.store.probations.put(key, new Probation(3, FakeSettles.START.minusSeconds(1)));

    rig.claim(DeliveryRig.batch(0, 1));
    rig.answer(0, 204);

    assertThat(rig.store.probations).isEmpty();
  }
}
