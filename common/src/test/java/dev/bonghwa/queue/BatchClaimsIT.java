package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.QueueFleet.steal;
import static dev.bonghwa.queue.QueueFleet.targets;
import static dev.bonghwa.queue.Settlements.delivered;
import static dev.bonghwa.queue.Settlements.ended;
import static dev.bonghwa.queue.Settlements.notRenewing;
import static dev.bonghwa.queue.Settlements.positions;
import static dev.bonghwa.queue.Settlements.settlement;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class BatchClaimsIT {

  private static final Instant LATER = Instant.ofEpochMilli(4_000_000_000_000L);

  private EmbeddedRedis server;
  private QueueFleet fleet;
  private BatchClaims claims;

  @BeforeEach
  void connect(EmbeddedRedis redis) {
    server = redis;
    fleet = new QueueFleet(redis);
    claims = fleet.claims("boot");
  }

  @AfterEach
  void disconnect() {
    fleet.close();
  }

  @Test
  void claim_handsOutTargetsAndMovesTheirCounts() {
    JobId id = fleet.submit(2, 3);

    ClaimReply.Claimed claimed = claim(claims, id, 1);

    assertThat(claimed.more()).isTrue();
    assertThat(claimed.batches()).hasSize(1);
    assertThat(claimed.batches().getFirst().targets()).isEqualTo(targets(0, 3));
    Job job = fleet.job(id);
    assertThat(claimed.job().now()).isAfterOrEqualTo(job.created());
    assertThat(due(claimed.batches().getFirst()))
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
    get(
        claims.settle(
            settlement(batches.get(1), 1, new BitSet(), List.of(), null, Settlement.Then.QUEUE)));
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
  void aYoungJob_isNotAmongThoseToStealFrom() {
    JobId id = fleet.submit(1, 2);

    assertThat(get(fleet.claims("a").stealable(10, id.createdAt().plusMillis(999)))).isEmpty();
    assertThat(get(fleet.claims("a").stealable(10, id.createdAt().plusMillis(1_000))))
        .containsExactly(id);
  }

  @Test
  void steal_takesFromTheEndOfTheLongestQueue_onceItHasLainForASecond() {
    JobId id = fleet.submit(3, 1);

    Instant stolen = awaitSteal(fleet.claims(QueueFleet.OTHER, "thief"), id);

    assertThat(stolen).isAfterOrEqualTo(time(id, "created").plusSeconds(1));
    assertThat(claim(claims, id, 3).batches())
        .extracting(ClaimedBatch::number)
        .containsExactly(0, 1);
  }

  @Test
  void steal_leavesTheThiefsOwnQueue_andTakesTheLongestOfTheOthers() {
    JobId id = fleet.submit(6, 1);
    server.call("HSET", fleet.redis.keys().job(id), "created", "1");
    server.call("DEL", queue(id, "seoul"));
    lies(id, "busan", 0, 1, 2);
    lies(id, "seoul", 3, 4);
    lies(id, "jeju", 5);
    BatchClaims thief = fleet.claims(QueueFleet.OTHER, "thief");

    assertThat(numbers(steal(thief, id, 6))).containsExactly(4, 3);
    assertThat(numbers(steal(thief, id, 6))).containsExactly(5);
    assertThat(numbers(steal(thief, id, 6))).isEmpty();
    assertThat(steal(thief, id, 6).more()).isFalse();
  }

  /** Since 1970. */
  private void lies(JobId id, String node, int... batches) {
    server.call("HSETNX", fleet.redis.keys().job(id), "plan:" + node, "0");
    for (int batch : batches) {
      server.call("ZADD", queue(id, node), "" + batch, "" + batch);
    }
  }

  private String queue(JobId id, String node) {
    return fleet.redis.keys().job(id) + ":queue:" + node;
  }

  private static List<Integer> numbers(ClaimReply.Claimed claimed) {
    return claimed.batches().stream().map(ClaimedBatch::number).toList();
  }

  @Test
  void steal_waitsASecond_alsoAfterAPause() {
    JobId id = fleet.submit(3, 1);
    BatchClaims thief = fleet.claims(QueueFleet.OTHER, "thief");
    awaitSteal(thief, id);

    get(fleet.control.pause(id));
    get(fleet.control.resume(id));

    assertThat(awaitSteal(thief, id)).isAfterOrEqualTo(time(id, "resumed").plusSeconds(1));
  }

  /** When a batch was stolen, by Redis TIME. */
  private static Instant awaitSteal(BatchClaims thief, JobId id) {
    return await()
        .until(() -> steal(thief, id, 1), claimed -> !claimed.batches().isEmpty())
        .job()
        .now();
  }

  private Instant time(JobId id, String field) {
    return Instant.ofEpochMilli(
        Long.parseLong(server.call("HGET", fleet.redis.keys().job(id), field)));
  }

  @Test
  void settle_ofSeveralBatches_takesEachAsIfItCameAlone() {
    JobId id = fleet.submit(4, 2);
    List<ClaimedBatch> batches = claim(claims, id, 4).batches();
    Settlement known = delivered(batches.get(0), 1, positions(0));
    get(claims.settle(known));
    Settlement rest =
        settlement(
            batches.get(3),
            1,
            positions(0),
            List.of(ended(batches.get(3), 1, TargetState.GONE)),
            null,
            Settlement.Then.KEEP);

    List<SettleReply> replies =
        get(
            claims.settle(
                List.of(
                    known,
                    delivered(batches.get(1), 1, positions(0, 1)),
                    delivered(ofAnotherClaim(batches.get(2)), 1, positions(0)),
                    rest)));

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
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    List<Settlement.Ended> gone = List.of(ended(batch, 2, TargetState.GONE));
    Settlement one = settlement(batch, 1, positions(0), gone, null, Settlement.Then.KEEP);
    Settlement two = settlement(batch, 2, positions(0), gone, null, Settlement.Then.KEEP);

    get(claims.settle(one));
    get(claims.settle(one));
    SettleReply reply = get(claims.settle(two));

    assertThat(reply)
        .isInstanceOfSatisfying(SettleReply.Settled.class, s -> assertThat(s.open()).isEqualTo(1));
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
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    List<Retry> older = List.of(new Retry(1, Instant.ofEpochMilli(1), 1, 0));
    List<Retry> newer = List.of(new Retry(1, LATER, 2, 3));
    get(claims.settle(settlement(batch, 2, new BitSet(), List.of(), newer, Settlement.Then.KEEP)));

    SettleReply reply =
        get(
            claims.settle(
                settlement(batch, 1, new BitSet(), List.of(), older, Settlement.Then.KEEP)));

    assertThat(reply)
        .isEqualTo(
            new SettleReply.Settled(
                JobState.RUNNING, 2, 2, false, false, null, new SettleReply.Left(2, 1)));
    SettleReply back =
        get(
            claims.settle(
                settlement(batch, 3, new BitSet(), List.of(), null, Settlement.Then.QUEUE)));
    assertThat(back)
        .isInstanceOfSatisfying(SettleReply.Settled.class, s -> assertThat(s.done()).isFalse());
    assertThat(claim(claims, id, 1).batches().getFirst().retries()).isEqualTo(newer);
  }

  @Test
  void settle_tellsWhatIsLeftOfTheJob_andWhatOfThatIsHeldAndDoesNotWait() {
    ClaimedBatch batch = claim(claims, fleet.submit(2, 3), 1).batches().getFirst();
    List<Retry> one = List.of(new Retry(1, LATER, 1, 0));

    SettleReply reply =
        get(
            claims.settle(
                settlement(batch, 1, positions(0), List.of(), one, Settlement.Then.KEEP)));

    assertThat(reply)
        .isInstanceOfSatisfying(
            SettleReply.Settled.class,
            s -> assertThat(s.left()).isEqualTo(new SettleReply.Left(5, 1)));
  }

  @Test
  void settle_ofABatchThatDoesNotMove_leavesItsLeaseAsItWas() {
    JobId id = fleet.submit(1, 2);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    String due = fleet.redis.keys().job(id) + ":due";
    server.call("ZADD", due, "4000", "" + batch.number());

    SettleReply reply = get(claims.settle(notRenewing(delivered(batch, 1, positions(0)))));

    assertThat(reply)
        .isInstanceOfSatisfying(SettleReply.Settled.class, s -> assertThat(s.now()).isNull());
    assertThat(server.call("ZSCORE", due, "" + batch.number())).isEqualTo("4000");
  }

  @Test
  void settle_ofABatchThatMoves_prolongsItsLease() {
    JobId id = fleet.submit(1, 2);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    server.call("ZADD", fleet.redis.keys().job(id) + ":due", "4000", "" + batch.number());

    SettleReply reply = get(claims.settle(delivered(batch, 1, positions(0))));

    assertThat(reply)
        .isInstanceOfSatisfying(
            SettleReply.Settled.class,
            s -> assertThat(due(batch)).isEqualTo(s.now().plus(QueueFleet.LEASE)));
  }

  private Instant due(ClaimedBatch batch) {
    String due = fleet.redis.keys().job(batch.job()) + ":due";
    return Instant.ofEpochMilli(Long.parseLong(server.call("ZSCORE", due, "" + batch.number())));
  }

  @Test
  void settle_ofTheLastTarget_completesTheJobAndLeavesWhatIsReadLater() {
    JobId id = fleet.submit(1, 2);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    Settlement.Ended failed = ended(batch, 1, TargetState.FAILED);

    get(
        claims.settle(
            settlement(batch, 1, positions(0), List.of(failed), null, Settlement.Then.KEEP)));

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
    JobId id = fleet.submit(1, 1);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    Settlement last = delivered(batch, 1, positions(0));
    get(claims.settle(last));

    assertThat(get(claims.settle(last)))
        .isEqualTo(
            new SettleReply.Settled(
                JobState.COMPLETED, 1, 0, true, true, null, new SettleReply.Left(0, 0)));
  }

  @Test
  void settle_ofAJobThatIsKeptNoLonger_isAnsweredAsUnknown() {
    JobId id = fleet.submit(1, 1);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    server.call("DEL", fleet.redis.keys().job(id));

    assertThat(get(claims.settle(delivered(batch, 1, positions(0)))))
        .isEqualTo(new SettleReply.Unknown());
    assertThat(server.call("EXISTS", fleet.redis.keys().job(id))).isEqualTo("0");
  }

  @Test
  void settle_byOneWhoLostTheBatch_isStale() {
    JobId id = fleet.submit(1, 2);
    ClaimedBatch lost = claim(claims, id, 1).batches().getFirst();
    await().until(() -> reclaimed() == 1);
    BatchClaims heir = fleet.claims("heir");
    ClaimedBatch held = claim(heir, id, 1).batches().getFirst();

    assertThat(get(claims.settle(delivered(lost, 1, positions(0)))))
        .isEqualTo(new SettleReply.Stale());
    get(heir.settle(delivered(held, 1, positions(0))));

    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(1);
  }

  @Test
  void keysOfAWrongType_areToldAtOnce_onEveryServer() {
    JobId broken = fleet.submit(1, 1);
    JobId mute = fleet.submit(1, 1);
    replaceByList(fleet.redis.keys().job(broken));
    replaceByList(fleet.redis.keys().message(mute));

    assertThat(get(claims.claim(broken, 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.BROKEN));
    assertThat(get(claims.message(mute))).isEmpty();
  }

  @Test
  void settle_ofARecordOfAWrongType_saysThatItIsBroken() {
    JobId id = fleet.submit(1, 1);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    replaceByList(fleet.redis.keys().job(id));

    assertThat(get(claims.settle(delivered(batch, 1, positions(0)))))
        .isInstanceOf(SettleReply.Broken.class);
  }

  private void replaceByList(String key) {
    server.call("DEL", key);
    server.call("RPUSH", key, "nonsense");
  }

  /** The socket's own exception must not read as an answer that says the record is broken. */
  @Test
  void settle_whoseConnectionIsReset_mayBeRepeated() {
    JobId id = fleet.submit(1, 2);
    try (FaultProxy proxy = FaultProxy.to(server.port());
        QueueFleet far = new QueueFleet(server, proxy.port())) {
      BatchClaims farClaims = far.claims("far");
      ClaimedBatch batch = claim(farClaims, id, 1).batches().getFirst();
      Settlement settlement = delivered(batch, 1, positions(0));
      proxy.blackhole();

      CompletionStage<SettleReply> cut = farClaims.settle(settlement);
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
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    List<Retry> due = List.of(new Retry(0, Instant.now().plusMillis(50), 1, 7));

    get(claims.settle(settlement(batch, 1, new BitSet(), List.of(), due, Settlement.Then.WAIT)));

    assertThat(fleet.job(id).count(TargetState.WAITING)).isEqualTo(1);
    assertThat(due(batch)).isEqualTo(due.getFirst().notBefore().truncatedTo(ChronoUnit.MILLIS));
    await().until(() -> !claimAfterUpkeep(id).isEmpty());
    assertThat(fleet.job(id).count(TargetState.WAITING)).isEqualTo(1);
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
    ClaimedBatch held = claim(claims, id, 1).batches().getFirst();
    lies(id, "seoul", held.number());

    assertThat(claim(fleet.claims("other"), id, 1).batches()).isEmpty();

    assertThat(server.call("EXISTS", queue(id, "seoul"))).isEqualTo("0");
    assertThat(get(claims.settle(delivered(held, 1, positions(0)))))
        .isInstanceOf(SettleReply.Settled.class);
  }

  @Test
  void claimAndSettle_goOnWhenMemoryIsFull() {
    JobId id = fleet.submit(1, 2);
    server.call("CONFIG", "SET", "maxmemory", "1");

    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    get(claims.settle(delivered(batch, 1, positions(0, 1))));

    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
    server.call("CONFIG", "SET", "maxmemory", "0");
  }

  private long reclaimed() {
    return get(fleet.upkeep.pass()).work().reclaimed();
  }

  private List<ClaimedBatch> claimAfterUpkeep(JobId id) {
    get(fleet.upkeep.pass());
    return claim(claims, id, 1).batches();
  }
}
