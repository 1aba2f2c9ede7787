package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.Settlements.delivered;
import static dev.bonghwa.queue.Settlements.ended;
import static dev.bonghwa.queue.Settlements.ending;
import static dev.bonghwa.queue.Settlements.givingBack;
import static dev.bonghwa.queue.Settlements.notRenewing;
import static dev.bonghwa.queue.Settlements.positions;
import static dev.bonghwa.queue.Settlements.retrying;
import static dev.bonghwa.queue.Settlements.settlement;
import static dev.bonghwa.queue.Settlements.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a batch, of its targets and its job, when its holder settles. */
class SettleIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();
  private final BatchClaims claims = fleet.claims("boot");

  @Test
  void settle_thatEndsAWholeBatch_leavesNoBits_andItsTargetsAreNotTakenForCancelled() {
    JobId id = fleet.submit(2, 2);
    fleet.hold("one", id).deliver(0, 1);
    get(fleet.control.cancel(id));

    assertThat(server.call("EXISTS", fleet.redis.keys().settled(id))).isEqualTo("0");
    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(2);
    assertThat(get(fleet.reader.deliveries(id, TargetState.FAILURES, 10, null)).items())
        .extracting(Delivery::index, Delivery::state)
        .containsExactly(tuple(2, TargetState.CANCELLED), tuple(3, TargetState.CANCELLED));
  }

  @Test
  void settle_ofSeveralBatches_takesEachAsIfItCameAlone() {
    JobId id = fleet.submit(4, 2);
    List<ClaimedBatch> batches = claim(claims, id, 4).batches();
    Settlement known = delivered(batches.get(0), 1, positions(0));
    get(claims.settle(known));
    Settlement.Ended gone = ended(batches.get(3), 1, TargetState.GONE);

    List<SettleReply> replies =
        get(
            claims.settle(
                List.of(
                    known,
                    delivered(batches.get(1), 1, positions(0, 1)),
                    delivered(ofAnotherClaim(batches.get(2)), 1, positions(0)),
                    ending(batches.get(3), 1, positions(0), gone))));

    assertThat(replies)
        .extracting(
            reply -> reply instanceof SettleReply.Settled s ? s.open() + " " + s.done() : reply)
        .containsExactly("1 false", "0 true", new SettleReply.Stale(), "0 true");
    Job job = fleet.job(id);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(4);
    assertThat(job.count(TargetState.GONE)).isEqualTo(1);
    assertThat(job.count(TargetState.SENDING)).isEqualTo(3);
    assertThat(server.call("HMGET", fleet.redis.keys().job(id), "claimed", "done:seoul").lines())
        .containsExactly("2", "5");
  }

  @Test
  void settle_ofTheLastBatchesTogether_endsTheJob() {
    JobId id = fleet.submit(2, 2);
    List<ClaimedBatch> batches = claim(claims, id, 2).batches();

    List<SettleReply> replies =
        get(
            claims.settle(
                batches.stream().map(batch -> delivered(batch, 1, positions(0, 1))).toList()));

    assertThat(replies)
        .allMatch(
            reply ->
                reply instanceof SettleReply.Settled s
                    && s.state() == JobState.COMPLETED
                    && s.done());
    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(4);
    assertThat(server.call("KEYS", fleet.redis.keys().job(id) + ":*").lines())
        .containsExactly(fleet.redis.keys().message(id));
  }

  private static ClaimedBatch ofAnotherClaim(ClaimedBatch b) {
    return new ClaimedBatch(
        b.job(), b.number(), b.claim() + "0", b.targets(), b.settled(), b.retries(), b.careful());
  }

  @Test
  void settle_countsEachTargetOnce_howeverOftenItIsSent() {
    JobId id = fleet.submit(1, 3);
    HeldBatch held = HeldBatch.by(claims, id);
    Settlement.Ended gone = ended(held.batch(), 2, TargetState.GONE);
    Settlement one = ending(held.batch(), 1, positions(0), gone);
    Settlement two = ending(held.batch(), 2, positions(0), gone);

    held.settle(one);
    held.settle(one);
    SettleReply reply = held.settle(two);

    assertThat(settled(reply).open()).isEqualTo(1);
    Job job = fleet.job(id);
    assertThat(job.count(TargetState.DELIVERED)).isEqualTo(1);
    assertThat(job.count(TargetState.GONE)).isEqualTo(1);
    assertThat(job.count(TargetState.SENDING)).isEqualTo(1);
    assertThat(job.attempts()).isEqualTo(20);
    assertThat(job.possibleDuplicates()).isEqualTo(2);
  }

  @Test
  void settle_thatComesAfterALaterOne_changesNothing() {
    JobId id = fleet.submit(1, 2);
    HeldBatch held = HeldBatch.by(claims, id);
    Retry older = new Retry(1, Instant.ofEpochMilli(1), 1, 0);
    Retry newer = new Retry(1, waiting(1).notBefore(), 2, 3);
    held.settle(retrying(held.batch(), 2, Settlement.Then.KEEP, newer));

    SettleReply reply = held.settle(retrying(held.batch(), 1, Settlement.Then.KEEP, older));

    assertThat(reply)
        .isEqualTo(
            new SettleReply.Settled(
                JobState.RUNNING, 2, 2, false, false, null, new SettleReply.Left(2, 1)));
    SettleReply back = held.settle(givingBack(held.batch(), 3, positions()));
    assertThat(settled(back).done()).isFalse();
    assertThat(HeldBatch.by(claims, id).batch().retries()).containsExactly(newer);
  }

  @Test
  void settle_tellsWhatIsLeftOfTheJob_andWhatOfThatIsHeldAndDoesNotWait() {
    HeldBatch held = HeldBatch.by(claims, fleet.submit(2, 3));
    List<Retry> one = List.of(waiting(1));

    SettleReply reply =
        held.settle(
            settlement(held.batch(), 1, positions(0), List.of(), one, Settlement.Then.KEEP));

    assertThat(settled(reply).left()).isEqualTo(new SettleReply.Left(5, 1));
  }

  @Test
  void settle_ofABatchThatDoesNotMove_leavesItsLeaseAsItWas() {
    HeldBatch held = HeldBatch.by(claims, fleet.submit(1, 2));
    fleet.endLease(held.batch().job(), held.number());
    Instant before = fleet.due(held.batch());

    SettleReply reply = held.settle(notRenewing(delivered(held.batch(), 1, positions(0))));

    assertThat(settled(reply).now()).isNull();
    assertThat(fleet.due(held.batch())).isEqualTo(before);
  }

  @Test
  void settle_ofABatchThatMoves_prolongsItsLease() {
    HeldBatch held = HeldBatch.by(claims, fleet.submit(1, 2));
    fleet.endLease(held.batch().job(), held.number());

    SettleReply reply = held.deliver(0);

    assertThat(fleet.due(held.batch())).isEqualTo(settled(reply).now().plus(QueueFleet.LEASE));
  }

  @Test
  void settle_ofTheLastTarget_completesTheJobAndLeavesWhatIsReadLater() {
    JobId id = fleet.submit(1, 2);
    HeldBatch held = HeldBatch.by(claims, id);
    Settlement.Ended failed = ended(held.batch(), 1, TargetState.FAILED);

    held.settle(ending(held.batch(), 1, positions(0), failed));

    Job job = fleet.job(id);
    assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    assertThat(job.finished()).isNotNull();
    Page<Delivery> failures =
        get(fleet.reader.deliveries(id, EnumSet.allOf(TargetState.class), 10, null));
    assertThat(failures.items()).containsExactly(failed.delivery());
    assertThat(server.call("KEYS", "*" + id + "*").lines())
        .containsExactlyInAnyOrder(
            fleet.redis.keys().job(id),
            fleet.redis.keys().message(id),
            fleet.redis.keys().failures(id))
        .allMatch(key -> Long.parseLong(server.call("TTL", key)) > 0);
  }

  @Test
  void settle_ofAJobThatHasEnded_isAnsweredAsDone() {
    HeldBatch held = HeldBatch.by(claims, fleet.submit(1, 1));
    held.deliver(0);

    assertThat(held.deliver(0))
        .isEqualTo(
            new SettleReply.Settled(
                JobState.COMPLETED, 1, 0, true, true, null, new SettleReply.Left(0, 0)));
  }

  @Test
  void settle_ofAJobThatIsKeptNoLonger_isAnsweredAsUnknown() {
    JobId id = fleet.submit(1, 1);
    HeldBatch held = HeldBatch.by(claims, id);
    server.call("DEL", fleet.redis.keys().job(id));

    assertThat(held.deliver(0)).isEqualTo(new SettleReply.Unknown());
    assertThat(server.call("EXISTS", fleet.redis.keys().job(id))).isEqualTo("0");
  }

  @Test
  void settle_byOneWhoLostTheBatch_isStale() {
    JobId id = fleet.submit(1, 2);
    HeldBatch lost = HeldBatch.by(claims, id);
    fleet.reclaim(lost.batch());
    HeldBatch heirs = fleet.hold("heir", id);

    assertThat(lost.deliver(0)).isEqualTo(new SettleReply.Stale());
    heirs.deliver(0);

    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(1);
  }

  @Test
  void settle_ofARecordOfAWrongType_saysThatItIsBroken() {
    JobId id = fleet.submit(1, 1);
    HeldBatch held = HeldBatch.by(claims, id);
    fleet.replaceByList(fleet.redis.keys().job(id));

    assertThat(held.deliver(0)).isInstanceOf(SettleReply.Broken.class);
  }

  /** The socket's own exception must not read as an answer that says the record is broken. */
  @Test
  void settle_whoseConnectionIsReset_mayBeRepeated() {
    JobId id = fleet.submit(1, 2);
    try (FaultProxy proxy = FaultProxy.to(server.port());
        QueueFleet far = new QueueFleet(server, proxy.port())) {
      HeldBatch held = far.hold("far", id);
      Settlement settlement = delivered(held.batch(), 1, positions(0));
      proxy.blackhole();

      CompletionStage<SettleReply> cut = held.claims().settle(settlement);
      proxy.resetAll();

      assertThat(cut)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RedisException.class);
    }
  }

  @Test
  void settle_withWait_letsGoUntilTheFirstRetryIsDue() {
    JobId id = fleet.submit(1, 1);
    HeldBatch held = HeldBatch.by(claims, id);
    Instant soon = Instant.now().plusMillis(50);

    held.settle(retrying(held.batch(), 1, Settlement.Then.WAIT, new Retry(0, soon, 1, 7)));

    assertThat(fleet.job(id).count(TargetState.WAITING)).isEqualTo(1);
    assertThat(fleet.due(held.batch())).isEqualTo(soon.truncatedTo(ChronoUnit.MILLIS));
    await().until(() -> !claimAfterUpkeep(id).isEmpty());
    assertThat(fleet.job(id).count(TargetState.WAITING)).isEqualTo(1);
  }

  private List<ClaimedBatch> claimAfterUpkeep(JobId id) {
    fleet.passNow();
    return claim(claims, id, 1).batches();
  }

  private static SettleReply.Settled settled(SettleReply reply) {
    return (SettleReply.Settled) reply;
  }
}
