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

  private final DeliveryBench bench = new DeliveryBench();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(bench.unaccounted()).isZero();
  }

  @Test
  void gone_isBuriedBeforeItIsSettled() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.store.down = true;
    bench.answer(0, 404);
    bench.loop.advance(SECOND);
    assertThat(bench.settles.calls).allMatch(settle -> settle.ended().isEmpty());

    bench.store.down = false;
    bench.loop.advance(SECOND);
    assertThat(bench.store.gone).containsExactly(new Endpoint(DeliveryBench.address(0)).key());
    assertThat(bench.settles.last().ended().getFirst().delivery().state())
        .isEqualTo(TargetState.GONE);
  }

  @Test
  void knownGone_endsWithoutACall() {
    bench.store.gone.add(new Endpoint(DeliveryBench.address(1)).key());

    bench.claim(DeliveryBench.batch(0, 2));
    bench.answerAll(204);

    assertThat(bench.sender.written).containsExactly(DeliveryBench.address(0));
    assertThat(bench.settles.last().ended().getFirst().delivery().state())
        .isEqualTo(TargetState.GONE);
  }

  @Test
  void goneWebhook_isNotCalledByWhatWasClaimedBefore() {
    bench.claim(DeliveryBench.batch(DeliveryBench.JOB, 0, 0, 1));
    bench.claim(DeliveryBench.batch(DeliveryBench.job(2), 1, 0, 1));

    bench.answer(0, 404);
    bench.loop.advance(TICK);

    assertThat(bench.sender.written).hasSize(1);
    assertThat(bench.settles.records())
        .extracting(Delivery::state)
        .containsExactly(TargetState.GONE, TargetState.GONE);
  }

  @Test
  void forgivenWebhook_isCalledAgain() {
    bench.claim(DeliveryBench.batch(DeliveryBench.JOB, 0, 0, 1));
    bench.answer(0, 404);

    bench.store.gone.clear();
    bench.claim(DeliveryBench.batch(DeliveryBench.job(2), 1, 0, 1));

    assertThat(bench.sender.written).hasSize(2);
  }

  @Test
  void webhookThatRefuses_isNotCalledByWhatWasClaimedBeforeOrLater() {
    bench.claim(DeliveryBench.batch(DeliveryBench.JOB, 0, 0, 1));
    bench.claim(DeliveryBench.batch(DeliveryBench.job(2), 1, 0, 1));

    bench.answer(0, 403);
    bench.claim(DeliveryBench.batch(DeliveryBench.job(3), 2, 0, 1));
    bench.loop.advance(TICK);

    assertThat(bench.sender.written).hasSize(1);
    assertThat(bench.settles.records())
        .extracting(Delivery::reason)
        .hasSize(3)
        .contains("no permission")
        .filteredOn(reason -> reason.contains("on probation until " + FakeSettles.START.plus(TEN)))
        .hasSize(2);
  }

  @Test
  void refusalThatMayPass_isOneOnlyWhenItIsSaidTwice() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.answer(0, 401);
    assertThat(bench.store.probations).isEmpty();

    bench.claim(
        DeliveryBench.withRetries(
            DeliveryBench.batch(1, 1), new Retry(0, FakeSettles.START, 0, 1)));
    bench.loop.advance(TICK);
    bench.answer(1_000, 401);
    assertThat(bench.store.probations).hasSize(1);
  }

  @Test
  void webhookWhoseWhileIsOver_isCalledAndWhatItAcceptsIsTold() {
    var key = new Endpoint(DeliveryBench.address(0)).key();
    bench.store.probations.put(key, new Probation(3, FakeSettles.START.minusSeconds(1)));

    bench.claim(DeliveryBench.batch(0, 1));
    bench.answer(0, 204);

    assertThat(bench.store.probations).isEmpty();
  }
}
