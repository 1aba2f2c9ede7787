package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.Retry;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Then;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final DeliveryBench bench = new DeliveryBench();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(bench.unaccounted()).isZero();
  }

  @Test
  void batch_isSentAndSettledAndClosed() {
    bench.claim(DeliveryBench.batch(0, 3));

    bench.answerAll(204);

    assertThat(bench.settles.last().delivered().cardinality()).isEqualTo(3);
    assertThat(bench.settles.last().attempts()).isEqualTo(3);
    assertThat(bench.deliveries.holding()).isEqualTo(new Deliveries.Holding(0, 0, 0));
    assertThat(bench.permits.inFlight()).isZero();
    assertThat(bench.permits.unconfirmed()).isZero();
  }

  @Test
  void errorOfTheJvm_reachesTheLoop_whichEndsTheProcess() {
    bench.claim(DeliveryBench.batch(0, 1));

    assertThatThrownBy(() -> bench.answer(0, 598)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void permits_areTakenBeforeTargetsAreRead() {
    DeliveryBench small = new DeliveryBench(2);

    small.claim(DeliveryBench.batch(0, 5));
    assertThat(small.sender.flying())
        .containsExactly(DeliveryBench.address(0), DeliveryBench.address(1));

    small.answer(0, 204);
    assertThat(small.sender.flying())
        .containsExactly(DeliveryBench.address(1), DeliveryBench.address(2));
  }

  @Test
  void batchThatEndsBeforeOthersOfItsJob_isSettledAtTheNextBeat_theLastAtOnce() {
    bench.claim(DeliveryBench.batch(0, 1), DeliveryBench.batch(1, 1), DeliveryBench.batch(2, 1));

    bench.answer(0, 204);
    assertThat(bench.settles.calls).isEmpty();
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).extracting(Settlement::batch).containsExactly(0);

    bench.answer(1_000, 204);
    bench.answer(2_000, 204);
    assertThat(bench.settles.calls).extracting(Settlement::batch).containsExactly(0, 1, 2);
    assertThat(bench.deliveries.holding().batches()).isZero();
  }

  @Test
  void news_isSettledAtTheNextBeatAndSilenceEvery800ms() {
    bench.claim(DeliveryBench.batch(0, 2));

    bench.answer(0, 204);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(1);

    bench.loop.advance(Duration.ofMillis(700));
    assertThat(bench.settles.calls).hasSize(1);

    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(2);
    assertThat(bench.settles.last().renew()).isTrue();
  }

  @Test
  void fewAnswers_areSettledEvery200ms_moreEvery100() {
    bench.claim(DeliveryBench.batch(0, 60));

    answer(0, 1);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(1);

    answer(1, 10);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(1);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(2);

    answer(11, 11);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(3);
  }

  @Test
  void lease_isRenewedByTheBeatThatComes400msAfterTheLastRenewal() {
    bench.claim(DeliveryBench.batch(0, 100));

    for (int i = 0; i < 9; i++) {
      answer(11 * i, 11);
      bench.loop.advance(TICK);
    }

    assertThat(bench.settles.calls)
        .extracting(Settlement::renew)
        .containsExactly(false, false, false, true, false, false, false, true, false);
  }

  @Test
  void retryAfter_isSettledAndHonoured() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.answer(0, 429);
    bench.loop.advance(TICK);
    Retry retry = bench.settles.last().retries().getFirst();
    assertThat(retry.notBefore()).isEqualTo(FakeSettles.START.plusSeconds(3));
    assertThat(retry.attempts()).isZero();

    bench.loop.advance(Duration.ofMillis(2_899));
    assertThat(bench.sender.written).hasSize(1);

    bench.loop.advance(Duration.ofMillis(1));
    assertThat(bench.sender.written).hasSize(2);
  }

  @Test
  void claimedRetry_isNotSentBeforeItsTime() {
    var retry = new Retry(0, FakeSettles.START.plusSeconds(2), 1, 0);
    bench.claim(DeliveryBench.withRetries(DeliveryBench.batch(0, 2), retry));

    bench.loop.advance(Duration.ofMillis(1_999));
    assertThat(bench.sender.written).containsExactly(DeliveryBench.address(1));

    bench.loop.advance(Duration.ofMillis(1));
    assertThat(bench.sender.written)
        .containsExactly(DeliveryBench.address(1), DeliveryBench.address(0));
  }

  @Test
  void attemptsUsedUp_endAsFailedWithTheRecord() {
    var retry = new Retry(0, FakeSettles.START, 2, 0);
    bench.claim(DeliveryBench.withRetries(DeliveryBench.batch(0, 1), retry));
    bench.loop.advance(TICK);

    bench.answer(0, 503);

    Settlement.Ended ended = bench.settles.last().ended().getFirst();
    assertThat(ended.delivery().state()).isEqualTo(TargetState.FAILED);
    assertThat(ended.delivery().code()).isEqualTo(503);
    assertThat(ended.delivery().attempts()).isEqualTo(3);
  }

  @Test
  void allDueLate_isLetGoOfUntilThen() {
    bench.claim(DeliveryBench.batch(0, 2));

    bench.answer(0, 204);
    bench.answer(1, 430);

    assertThat(bench.settles.last().then()).isEqualTo(Then.WAIT);
    assertThat(bench.settles.last().retries()).hasSize(1);
    assertThat(bench.deliveries.holding().batches()).isZero();
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
    assertThat(states(bench)).containsExactly(TargetState.GONE, TargetState.GONE);
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
    assertThat(reasons(bench))
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

  @Test
  void endOfATryThatGetsLost_handsTheBatchBack() {
    bench.claim(DeliveryBench.batch(0, 2));

    bench.answer(0, 597);
    bench.answer(1, 204);
    bench.loop.advance(TICK);

    assertThat(bench.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(bench.settles.last().delivered()).isEqualTo(BitSet.valueOf(new long[] {0b10}));
    assertThat(bench.permits.inFlight()).isZero();
    assertThat(bench.deliveries.holding().batches()).isZero();
  }

  @Test
  void lostAnswer_countsAsPossibleDuplicateAndIsRepeated() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.sender.lose(DeliveryBench.address(0));
    bench.loop.advance(Duration.ofSeconds(2));

    assertThat(bench.settles.last().possibleDuplicates()).isEqualTo(1);
    assertThat(bench.sender.written).hasSize(2);
  }

  @Test
  void answerThatIsNotUnderstood_countsAsLost() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.answer(0, 599);
    bench.loop.advance(Duration.ofSeconds(2));

    assertThat(bench.settles.last().possibleDuplicates()).isEqualTo(1);
    assertThat(bench.sender.written).hasSize(2);
    assertThat(bench.permits.inFlight()).isEqualTo(1);
  }

  @Test
  void lostClaim_stopsSendingAndIgnoresLateAnswers() {
    DeliveryBench small = new DeliveryBench(1);
    small.claim(DeliveryBench.batch(0, 3));

    small.settles.stale = true;
    small.loop.advance(SECOND);
    int settles = small.settles.calls.size();
    small.answer(0, 204);
    small.loop.advance(SECOND);

    assertThat(small.sender.written).hasSize(1);
    assertThat(small.settles.calls).hasSize(settles);
    assertThat(small.permits.inFlight()).isZero();
    assertThat(small.permits.unconfirmed()).isZero();
    assertThat(small.unaccounted()).isZero();
  }

  @Test
  void cancelledJob_endsSendingAndHandsTheRestBack() {
    DeliveryBench small = new DeliveryBench(1);
    small.claim(DeliveryBench.batch(0, 3));

    small.settles.state = JobState.CANCELLED;
    small.loop.advance(SECOND);
    small.answer(0, 204);

    assertThat(small.sender.written).hasSize(1);
    assertThat(small.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(1);
  }

  @Test
  void leaving_waitsForWhatIsInFlightAndHandsTheRestBackWithItsRetries() {
    DeliveryBench small = new DeliveryBench(2);
    small.claim(DeliveryBench.batch(0, 4));
    small.answer(0, 429);

    var left = small.deliveries.leave().toCompletableFuture();
    small.loop.advance(SECOND);
    assertThat(left).isNotDone();

    small.answerAll(204);
    assertThat(left).isDone();
    assertThat(small.sender.written).hasSize(3);
    assertThat(small.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(2);
    assertThat(small.settles.calls)
        .anyMatch(s -> s.retries() != null && s.retries().getFirst().position() == 0);
  }

  @Test
  void deadline_expiresWhatIsNotInFlight() {
    DeliveryBench small = new DeliveryBench(1);
    small.claim(
        small.facts(DeliveryBench.JOB, Priority.NORMAL, 3, true, Duration.ofSeconds(2)),
        DeliveryBench.batch(0, 3));

    small.loop.advance(Duration.ofSeconds(3));
    assertThat(states(small)).containsExactly(TargetState.EXPIRED, TargetState.EXPIRED);

    small.answer(0, 204);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(1);
  }

  @Test
  void moreEndsThanOneSettleCarries_takeSeveral() {
    DeliveryBench wide = new DeliveryBench(300);
    wide.claim(DeliveryBench.batch(0, 300));

    wide.answerAll(403);
    wide.loop.advance(TICK);

    assertThat(wide.settles.calls).extracting(s -> s.ended().size()).containsExactly(256, 44);
    assertThat(wide.deliveries.holding().batches()).isZero();
  }

  @Test
  void otherCount_isAnsweredByTellingAllAgain() {
    bench.claim(DeliveryBench.batch(0, 3));
    bench.answer(0, 403);
    bench.settles.forgetful = true;
    bench.loop.advance(TICK);

    bench.loop.advance(TICK.multipliedBy(2));

    assertThat(bench.settles.last().ended()).hasSize(1);
    assertThat(bench.settles.calls).hasSize(2);
  }

  @Test
  void sameEndpoint_isSentOneAtATimeInOrder() {
    bench.claim(DeliveryBench.batch(DeliveryBench.JOB, 0, 0, 1));
    bench.claim(DeliveryBench.batch(DeliveryBench.job(2), 1, 0, 1));
    assertThat(bench.sender.flying()).hasSize(1);

    bench.answer(0, 429);
    bench.loop.advance(Duration.ofSeconds(3));
    assertThat(bench.sender.written).hasSize(2);

    bench.answer(0, 204);
    assertThat(bench.sender.written).hasSize(3);
    assertThat(bench.settles.calls).anyMatch(s -> s.batch() == 0 && !s.delivered().isEmpty());
  }

  @Test
  void highPriority_goesFirstAndEveryTenthToTheOthers() {
    DeliveryBench small = new DeliveryBench(1);
    small.claim(DeliveryBench.batch(0, 20));
    small.claim(
        small.facts(DeliveryBench.job(2), Priority.HIGH, 100_000, true),
        DeliveryBench.batch(DeliveryBench.job(2), 1, 1_000, 30));

    for (int i = 0; i < 21; i++) {
      small.answerAll(204);
      small.loop.advance(Duration.ofMillis(20));
    }

    List<String> after = small.sender.written.subList(1, 21);
    assertThat(after).filteredOn(address -> address.startsWith("10")).hasSize(2);
  }

  @Test
  void careful_sendsOneByOneAndAnnouncesEachFirst() {
    bench.settles.holding = true;
    bench.claim(DeliveryBench.careful(DeliveryBench.batch(0, 2)));
    assertThat(bench.settles.last().intent().position()).isZero();
    assertThat(bench.sender.written).isEmpty();

    bench.settles.releaseAll();
    bench.loop.run();
    assertThat(bench.sender.written).containsExactly(DeliveryBench.address(0));

    bench.answer(0, 204);
    assertThat(bench.settles.last().intent().position()).isEqualTo(1);
    assertThat(bench.sender.written).hasSize(1);
    assertThat(bench.deliveries.mayBeCareful()).isFalse();
  }

  @Test
  void addressThatMustNotBeCalled_endsAsRejectedWithoutACall() {
    var elsewhere = new Target(0, "https://elsewhere.example/");
    var batch = DeliveryBench.batch(0, 1);
    bench.claim(
        new ClaimedBatch(
            batch.job(), 0, batch.claim(), List.of(elsewhere), new BitSet(), List.of(), false));

    assertThat(bench.sender.written).isEmpty();
    assertThat(bench.settles.last().ended().getFirst().delivery())
        .returns(TargetState.REJECTED, Delivery::state)
        .returns("not called: elsewhere", Delivery::reason);
    assertThat(bench.permits.inFlight()).isZero();
  }

  @Test
  void settledPositions_areNotSentAgain() {
    var batch = DeliveryBench.batch(0, 3);
    var settled = new BitSet();
    settled.set(1);
    bench.claim(
        new ClaimedBatch(
            batch.job(), 0, batch.claim(), batch.targets(), settled, List.of(), false));

    assertThat(bench.sender.written)
        .containsExactly(DeliveryBench.address(0), DeliveryBench.address(2));
  }

  @Test
  void idleNode_stealsUnlessItIsToldNotTo() {
    assertThat(new DeliveryBench(100, true).deliveries.maySteal()).isTrue();
    assertThat(new DeliveryBench(100, false).deliveries.maySteal()).isFalse();
  }

  private static List<String> reasons(DeliveryBench bench) {
    return bench.settles.calls.stream()
        .flatMap(settle -> settle.ended().stream())
        .map(ended -> ended.delivery().reason())
        .toList();
  }

  private static List<TargetState> states(DeliveryBench bench) {
    return bench.settles.calls.stream()
        .flatMap(settle -> settle.ended().stream())
        .map(ended -> ended.delivery().state())
        .toList();
  }

  private void answer(int from, int count) {
    IntStream.range(from, from + count).forEach(i -> bench.answer(i, 204));
  }
}
