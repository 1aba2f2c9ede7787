package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.Settlements.delivered;
import static dev.bonghwa.queue.Settlements.ended;
import static dev.bonghwa.queue.Settlements.givingBack;
import static dev.bonghwa.queue.Settlements.intending;
import static dev.bonghwa.queue.Settlements.positions;
import static dev.bonghwa.queue.Settlements.retrying;
import static dev.bonghwa.queue.Settlements.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What takes its workers down: a batch is claimed carefully, and at last quarantined. */
class CrashIT {

  private static final String ALIVE = "bonghwa:{fleet}:alive";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @Test
  void pass_quarantinesABatchThatTookThreeWorkersDown() {
    JobId id = fleet.submit(1, 3);

    crash(id, "one");
    crash(id, "two");
    HeldBatch third = fleet.hold("three", id);

    assertThat(fleet.reclaim(third.batch())).isEqualTo(new UpkeepWork(1, 0, 0, 1));
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(3);
    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void pass_quarantinesABatch_alsoWhenAnEarlierClaimHadDeliveredPartOfIt() {
    JobId id = fleet.submit(1, 3);
    HeldBatch zero = fleet.hold("zero", id);
    zero.settle(givingBack(zero.batch(), 1, positions(0)));

    crash(id, "one");
    crash(id, "two");
    crash(id, "three");

    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(2);
  }

  @Test
  void pass_beginsToCountCrashesAnew_whenAClaimHasEndedATarget() {
    JobId id = fleet.submit(1, 3);
    crash(id, "one");
    HeldBatch second = fleet.hold("two", id);
    second.deliver(0);
    assertThat(fleet.reclaim(second.batch())).isEqualTo(new UpkeepWork(1, 0, 0, 0));
    crash(id, "three");
    HeldBatch fourth = fleet.hold("four", id);
    fourth.settle(givingBack(fourth.batch(), 1, positions(1)));
    crash(id, "five");
    crash(id, "six");

    assertThat(fourth.batch().careful()).isFalse();
    assertThat(fleet.hold("seven", id).batch().careful()).isTrue();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isZero();
  }

  @Test
  void pass_quarantinesOnlyTheTarget_whenACarefulClaimSaidWhichItWas() {
    JobId id = fleet.submit(1, 3);
    HeldBatch careful = holdAfterTwoCrashes(id);
    careful.settle(intent(careful.batch(), 1));

    assertThat(fleet.reclaim(careful.batch())).isEqualTo(new UpkeepWork(1, 0, 0, 1));

    assertThat(careful.batch().careful()).isTrue();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(1);
    ClaimedBatch rest = fleet.hold("four", id).batch();
    assertThat(rest.settled()).isEqualTo(positions(1));
    assertThat(rest.careful()).isTrue();
  }

  @Test
  void crashOfManyBatches_accusesNothingThatWasNotInFlight() {
    JobId id = fleet.submit(3, 1);
    fleet.crash(id, "one", 3);
    fleet.crash(id, "two", 3);

    BatchClaims careful = fleet.claims("three");
    ClaimReply.Claimed first = claim(careful, id, 3);
    ClaimedBatch batch = first.batches().getFirst();
    get(careful.settle(intent(batch, 0)));
    ClaimReply.Claimed second = (ClaimReply.Claimed) get(careful.claim(id, 3, false, false).run());
    assertThat(fleet.reclaim(batch).reclaimed()).isEqualTo(1);

    assertThat(first.batches()).hasSize(1);
    assertThat(first.more()).isFalse();
    assertThat(second.batches()).isEmpty();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(1);
    String job = fleet.redis.keys().job(id);
    assertThat(server.call("ZCARD", job + ":queue:seoul")).as("the one has ended").isEqualTo("2");
    assertThat(server.call("EXISTS", job + ":due")).isEqualTo("0");
  }

  @Test
  void claim_passesOverCarefulBatches_toThoseBehindThem() {
    JobId id = fleet.submit(5, 1);
    fleet.crash(id, "one", 3);
    fleet.crash(id, "two", 3);

    ClaimReply.Claimed claimed = claim(fleet.claims("three"), id, 2);

    assertThat(claimed.batches()).extracting(ClaimedBatch::number).hasSize(2).contains(3);
  }

  @Test
  void pass_quarantinesATargetThatHadWaited_andLeavesWhatElseWaits() {
    JobId id = fleet.submit(1, 300);
    HeldBatch careful = holdAfterTwoCrashes(id);
    Settlement told =
        retrying(careful.batch(), 1, Settlement.Then.KEEP, waiting(1), waiting(258), waiting(259));
    careful.settle(intending(told, ended(careful.batch(), 258, TargetState.FAILED)));

    fleet.reclaim(careful.batch());

    assertThat(fleet.job(id).count(TargetState.WAITING)).isEqualTo(2);
    assertThat(fleet.hold("four", id).batch().retries()).containsExactly(waiting(1), waiting(259));
  }

  @Test
  void pass_quarantinesNoTarget_thatWasDeliveredAfterAll() {
    JobId id = fleet.submit(1, 3);
    HeldBatch careful = holdAfterTwoCrashes(id);
    careful.settle(intent(careful.batch(), 1));
    deliverAndIntend(careful, 1, 1);

    fleet.reclaim(careful.batch());

    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(1);
    assertThat(fleet.job(id).count(TargetState.FAILED)).isZero();
  }

  @Test
  void pass_quarantinesTheTarget_alsoWhenItsCarefulClaimHadDeliveredOthers() {
    JobId id = fleet.submit(1, 3);
    HeldBatch careful = holdAfterTwoCrashes(id);
    careful.settle(intent(careful.batch(), 1));
    deliverAndIntend(careful, 1, 0);

    fleet.reclaim(careful.batch());

    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(1);
    assertThat(fleet.hold("four", id).batch().settled()).isEqualTo(positions(0, 1));
  }

  @Test
  void pass_doesNotCountALostLeaseOfALivingInstanceAsACrash() {
    JobId id = fleet.submit(1, 3);

    for (int i = 0; i < 4; i++) {
      fleet.beat(QueueFleet.NODE, "slow" + i);
      ClaimedBatch batch = fleet.hold("slow" + i, id).batch();
      assertThat(fleet.reclaim(batch)).isEqualTo(new UpkeepWork(1, 1, 0, 0));
    }

    assertThat(fleet.job(id).count(TargetState.PENDING)).isEqualTo(3);
  }

  @Test
  void pass_countsACrashOfAnInstanceThatBeatAfterItsLastSettle() {
    JobId id = fleet.submit(1, 3);

    for (int i = 0; i < 3; i++) {
      String boot = "crashed" + i;
      fleet.beat(QueueFleet.NODE, boot);
      server.call("ZINCRBY", ALIVE, "-3500", QueueFleet.NODE + "/" + boot);
      crash(id, boot);
    }

    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(3);
  }

  private void crash(JobId id, String boot) {
    fleet.crash(id, boot, 1);
  }

  /** Of the job's only batch. */
  private HeldBatch holdAfterTwoCrashes(JobId id) {
    crash(id, "one");
    crash(id, "two");
    return fleet.hold("three", id);
  }

  private static Settlement intent(ClaimedBatch batch, int position) {
    return intending(delivered(batch, 1, new BitSet()), ended(batch, position, TargetState.FAILED));
  }

  /** Its second settlement: one was delivered, that one is sent next. */
  private static void deliverAndIntend(HeldBatch careful, int delivered, int next) {
    Settlement settlement = delivered(careful.batch(), 2, positions(delivered));
    careful.settle(intending(settlement, ended(careful.batch(), next, TargetState.FAILED)));
  }
}
