package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.QueueFleet.targets;
import static dev.bonghwa.queue.Settlements.delivered;
import static dev.bonghwa.queue.Settlements.givingBack;
import static dev.bonghwa.queue.Settlements.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an instance is given of a job, and what the copy or the latecomer of its call gets. */
class ClaimIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();
  private final BatchClaims claims = fleet.claims("boot");

  @Test
  void claim_handsOutTargetsAndMovesTheirCounts() {
    JobId id = fleet.submit(2, 3);

    ClaimReply.Claimed claimed = claim(claims, id, 1);

    assertThat(claimed.more()).isTrue();
    assertThat(claimed.batches()).hasSize(1);
    assertThat(claimed.batches().getFirst().targets()).isEqualTo(targets(0, 3));
    Job job = fleet.job(id);
    assertThat(claimed.job().now()).isAfterOrEqualTo(job.created());
    assertThat(fleet.due(claimed.batches().getFirst()))
        .isEqualTo(claimed.job().now().plus(QueueFleet.LEASE));
    assertThat(job.count(TargetState.SENDING)).isEqualTo(3);
    assertThat(job.count(TargetState.PENDING)).isEqualTo(3);
  }

  @Test
  void claim_runTwice_answersTheSameBatches() {
    JobId id = fleet.submit(3, 2);
    ClaimCall call = claims.claim(id, 2, false, true);

    ClaimReply first = get(call.run());
    ClaimReply again = get(call.run());

    assertThat(((ClaimReply.Claimed) again).batches())
        .isEqualTo(((ClaimReply.Claimed) first).batches());
    assertThat(((ClaimReply.Claimed) again).more()).isTrue();
    assertThat(fleet.job(id).count(TargetState.SENDING)).isEqualTo(4);
  }

  @Test
  void claim_runTwice_answersOnlyWhatItStillHolds() {
    JobId id = fleet.submit(4, 1);
    ClaimCall call = claims.claim(id, 4, false, true);
    List<ClaimedBatch> batches = ((ClaimReply.Claimed) get(call.run())).batches();
    get(claims.settle(delivered(batches.get(0), 1, positions(0))));
    get(claims.settle(givingBack(batches.get(1), 1, positions())));
    claim(fleet.claims("heir"), id, 1);
    server.call("HSET", fleet.redis.keys().batches(id), "2", "nonsense");

    ClaimReply again = get(call.run());

    assertThat(((ClaimReply.Claimed) again).batches())
        .extracting(ClaimedBatch::number)
        .containsExactly(3);
    assertThat(((ClaimReply.Claimed) again).more()).isFalse();
  }

  @Test
  void claim_thatComesLate_takesNothing() {
    JobId id = fleet.submit(2, 2);
    ClaimCall late = claims.claim(id, 1, false, true);
    claim(claims, id, 1);

    ClaimReply reply = get(late.run());

    assertThat(reply).isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.SUPERSEDED));
    assertThat(fleet.job(id).count(TargetState.SENDING)).isEqualTo(2);
  }

  @Test
  void claim_ofPausedCancelledOrUnknownJob_saysWhy() {
    JobId paused = fleet.submit(1, 1);
    JobId cancelled = fleet.submit(1, 1);
    get(fleet.control.pause(paused));
    get(fleet.control.cancel(cancelled));

    assertThat(get(claims.claim(paused, 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.PAUSED));
    assertThat(get(claims.claim(cancelled, 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.CLOSED));
    assertThat(get(claims.claim(get(fleet.intake.freshId()), 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.UNKNOWN));
  }

  @Test
  void claim_afterTheDeadline_takesNothing() {
    JobId id = fleet.submit(QueueFleet.NODE, 1, 1, Duration.ofMillis(100));

    await()
        .until(
            () -> get(claims.claim(id, 0, false, true).run()),
            new ClaimReply.Unavailable(ClaimReply.Why.CLOSED)::equals);

    assertThat(get(claims.claim(id, 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.CLOSED));
    assertThat(fleet.job(id).count(TargetState.PENDING)).isEqualTo(1);
  }

  @Test
  void claim_ofUndecodableTargets_quarantinesTheBatchAndGoesOn() {
    JobId id = fleet.submit(2, 3);
    server.call("HSET", fleet.redis.keys().targets(id), "0", "\1\0\3nonsense");

    ClaimReply.Claimed claimed = claim(claims, id, 2);

    assertThat(claimed.batches()).extracting(ClaimedBatch::number).containsExactly(1);
    await().until(() -> fleet.job(id).count(TargetState.FAILED) == 3);
    get(claims.settle(delivered(claimed.batches().getFirst(), 1, positions(0, 1, 2))));
    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void claim_ofAnUndecodableLine_quarantinesTheBatchAndGoesOn() {
    JobId id = fleet.submit(2, 3);
    server.call("HSET", fleet.redis.keys().batches(id), "0", "nonsense");

    ClaimReply.Claimed claimed = claim(claims, id, 2);

    assertThat(claimed.batches()).extracting(ClaimedBatch::number).containsExactly(1);
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(3);
  }

  @Test
  void claim_ofTheLastBatch_endsTheJob_whenItsTargetsAreNotThere() {
    JobId id = fleet.submit(1, 3);
    server.call("DEL", fleet.redis.keys().targets(id));

    assertThat(claim(claims, id, 1).batches()).isEmpty();

    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(3);
  }

  @Test
  void claim_ofABatchThatSomebodyHas_takesItOutOfTheQueueOnly() {
    JobId id = fleet.submit(1, 3);
    HeldBatch held = HeldBatch.by(claims, id);
    fleet.enqueue(id, QueueFleet.NODE, held.number());

    assertThat(claim(fleet.claims("other"), id, 1).batches()).isEmpty();

    assertThat(server.call("EXISTS", fleet.queueKey(id, QueueFleet.NODE))).isEqualTo("0");
    assertThat(held.deliver(0)).isInstanceOf(SettleReply.Settled.class);
  }

  @Test
  void keysOfAWrongType_areToldAtOnce_onEveryServer() {
    JobId broken = fleet.submit(1, 1);
    JobId mute = fleet.submit(1, 1);
    fleet.replaceByList(fleet.redis.keys().job(broken));
    fleet.replaceByList(fleet.redis.keys().message(mute));

    assertThat(get(claims.claim(broken, 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.BROKEN));
    assertThat(get(claims.message(mute))).isEmpty();
  }
}
