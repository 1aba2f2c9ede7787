package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.await;
import static dev.bonghwa.queue.QueueFleet.claim;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.ScriptReply;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class JobUpkeepIT {

  private static final Duration HOUR = Duration.ofHours(1);

  private static final String ALIVE = "bonghwa:{fleet}:alive";
  private static final String BEAT = "bonghwa:{fleet}:beat";
  private static final String EPOCH = "bonghwa:{fleet}:epoch";
  private static final String JOBS = "bonghwa:{fleet}:jobs";
  private static final String KEPT = "bonghwa:{fleet}:kept";
  private static final String PASSES = "bonghwa:{fleet}:passes";

  private EmbeddedRedis server;
  private QueueFleet fleet;

  @BeforeEach
  void connect(EmbeddedRedis redis) {
    server = redis;
    fleet = new QueueFleet(redis.port());
  }

  @AfterEach
  void disconnect() {
    fleet.close();
  }

  @Test
  void pass_reclaimsABatchWhoseLeaseEnded_andRingsForItAtOnce() {
    JobId id = fleet.submit(1, 2);
    fleet.beat(QueueFleet.NODE, "dead");
    claim(fleet.claims("dead"), id, 1);
    server.call("DEL", "bonghwa:{node:seoul}:normal");

    await().until(() -> passNow().work().reclaimed() == 1);

    assertThat(fleet.job(id).count(TargetState.PENDING)).isEqualTo(2);
    assertThat(server.call("LLEN", "bonghwa:{node:seoul}:normal")).isEqualTo("1");
  }

  @Test
  void pass_tellsTheSlowFromTheSilent_andHowLongABatchWaits() {
    JobId id = fleet.submit(2, 2);
    fleet.beat(QueueFleet.NODE, "slow");
    claim(fleet.claims("slow"), id, 1);
    server.call("ZADD", "bonghwa:{job:" + id + "}:due", "1", "0");
    AtomicReference<JobUpkeep.Pass> pass = new AtomicReference<>();

    await()
        .until(
            () -> {
              pass.set(await(fleet.upkeep.pass()));
              return pass.get().work().reclaimed() == 1;
            });

    assertThat(pass.get().work().slow()).isEqualTo(1);
    assertThat(pass.get().oldestQueued()).isPositive();
  }

  @Test
  void pass_onAStoreThatWentBack_beginsAnEpochInWhichLaterJobsAreLost() {
    await(fleet.upkeep.pass());
    await(fleet.upkeep.pass());
    JobId lost = await(fleet.intake.freshId());
    assertThat(await(fleet.reader.lostWithStore(lost))).isFalse();
    await().until(() -> await(fleet.redis.time()).isAfter(lost.createdAt().plusMillis(1)));
    server.call("DEL", PASSES);

    await(fleet.upkeep.pass());
    String epoch = server.call("GET", EPOCH);
    await(fleet.upkeep.pass());

    assertThat(await(fleet.reader.lostWithStore(lost))).isTrue();
    assertThat(server.call("GET", EPOCH)).isEqualTo(epoch);
  }

  @Test
  void pass_noticesThatItsLastOneIsLost_alsoWhenAnotherPassedSince() {
    JobUpkeep other = new JobUpkeep(fleet.redis, QueueFleet.LEASE, new Random(2));
    await(fleet.upkeep.pass());
    await(other.pass());
    await(fleet.upkeep.pass());
    String epoch = server.call("GET", EPOCH);
    server.call("ZADD", PASSES, "1", server.call("ZREVRANGE", PASSES, "0", "0"));
    server.call("HSET", BEAT, "passes", "2");

    await(other.pass());
    assertThat(server.call("GET", EPOCH)).isEqualTo(epoch);
    await(fleet.upkeep.pass());

    assertThat(server.call("GET", EPOCH)).isNotEqualTo(epoch);
  }

  @Test
  void pass_thatIsSlow_goesOnToBeat() {
    fleet.submit(1, 2);
    AtomicLong seconds = new AtomicLong();
    LongSupplier slow = () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos();
    Pulse pulse = new Pulse(fleet.redis, QueueFleet.LEASE, new Random(2), slow);
    server.call("ZADD", JOBS, "0", server.call("ZRANGE", JOBS, "0", "0"));

    JobUpkeep.Pass pass = await(new JobUpkeep(fleet.redis, new Random(2), pulse).pass());

    assertThat(pass.jobs()).isEqualTo(1);
    assertThat(server.call("HGET", BEAT, "passes")).isEqualTo("3");
  }

  @Test
  void visit_thatCameTooLate_isSaidToBe() {
    Visit visit = Visit.read(new ScriptReply(List.of("LATE".getBytes(UTF_8))));

    assertThat(visit.outcome()).isEqualTo(Visit.Outcome.LATE);
  }

  @Test
  void visit_thatComesTooLate_doesNothing() {
    JobId id = fleet.submit(1, 2);
    server.call("HSET", fleet.redis.keys().job(id), "deadline", "1");
    JobVisits visits =
        new JobVisits(fleet.redis, new Retention(fleet.redis, Retention.Room.USUAL), new Serving());
    Instant now = await(fleet.redis.time());

    assertThat(await(visits.visit(id, beat(now.minusMillis(2_001)), Map.of())).outcome())
        .isEqualTo(Visit.Outcome.LATE);
    assertThat(fleet.job(id).finished()).isNull();

    await(visits.visit(id, beat(now.plusSeconds(60)), Map.of()));
    assertThat(fleet.job(id).finished()).isNotNull();
  }

  private static Beat beat(Instant at) {
    return new Beat(at, false, 0, List.of(), List.of());
  }

  @Test
  void pass_tellsHowLongABatchWaits_butNotFromBeforeAPause() {
    JobId id = fleet.submit(1, 2);
    String job = fleet.redis.keys().job(id);
    Instant hourAgo = await(fleet.redis.time()).minus(HOUR);
    server.call("ZADD", job + ":queue:seoul", "1", "0");
    server.call("HSET", job, "created", Long.toString(hourAgo.toEpochMilli()));
    AtomicReference<Duration> oldest = new AtomicReference<>();

    await().until(() -> oldestQueued(oldest).compareTo(HOUR) >= 0);
    assertThat(oldest.get()).isBetween(HOUR, HOUR.plus(HOUR));

    await(fleet.control.pause(id));
    await().until(() -> oldestQueued(oldest).isZero());
    await(fleet.control.resume(id));
    await().until(() -> !oldestQueued(oldest).isZero());
    assertThat(oldest.get()).isLessThan(HOUR);
  }

  private Duration oldestQueued(AtomicReference<Duration> seen) {
    seen.set(await(fleet.upkeep.pass()).oldestQueued());
    return seen.get();
  }

  @Test
  void pass_putsAReclaimedBatchBeforeAllThatWaits() {
    JobId id = fleet.submit(3, 2);
    ClaimedBatch lost = claim(fleet.claims("dead"), id, 1).batches().getFirst();

    await().until(() -> passNow().work().reclaimed() == 1);

    assertThat(claim(fleet.claims("next"), id, 1).batches().getFirst().number())
        .isEqualTo(lost.number());
  }

  @Test
  void pass_putsAReclaimedBatchBeforeAllThatWaits_alsoWhenItsQueueHasGoneToAnHeir() {
    JobId id = fleet.submit(3, 2);
    ClaimedBatch lost = claim(fleet.claims("dead"), id, 1).batches().getFirst();
    String queue = "bonghwa:{job:" + id + "}:queue:";
    server.call("RENAME", queue + QueueFleet.NODE, queue + QueueFleet.OTHER);
    server.call("HSET", "bonghwa:{job:" + id + "}", "plan:" + QueueFleet.OTHER, "0");
    fleet.beat(QueueFleet.OTHER, "b");

    await().until(() -> passNow().work().reclaimed() == 1);

    assertThat(claim(fleet.claims(QueueFleet.OTHER, "b"), id, 1).batches().getFirst().number())
        .isEqualTo(lost.number());
  }

  @Test
  void pass_afterRedisWasAway_leavesLeasesAloneForOneMore() {
    JobId id = fleet.submit(1, 2);
    await(fleet.upkeep.pass());
    ClaimedBatch batch = claim(fleet.claims("a"), id, 1).batches().getFirst();
    server.call("ZADD", fleet.redis.keys().job(id) + ":due", "0", "" + batch.number());
    server.call("ZADD", JOBS, "0", id.value());
    server.call("HSET", BEAT, "at", "1000");

    JobUpkeep.Pass pass = await(fleet.upkeep.pass());

    assertThat(pass.jobs()).isEqualTo(1);
    assertThat(pass.grace()).isTrue();
    assertThat(pass.work().reclaimed()).isZero();
    await().until(() -> passNow().work().reclaimed() == 1);
  }

  @Test
  void pass_movesTheQueueOfANodeThatIsNotThere() {
    JobId id = fleet.submit(new NodeId("-3"), 2, 2, HOUR);
    fleet.beat(QueueFleet.OTHER, "b");

    await()
        .until(
            () ->
                passed() && !claim(fleet.claims(QueueFleet.OTHER, "b"), id, 2).batches().isEmpty());

    assertThat(server.call("LRANGE", "bonghwa:{node:busan}:normal", "0", "-1"))
        .isEqualTo(id.value());
  }

  @Test
  void pass_expiresWhatNobodyHolds_whenTheDeadlineIsPast() {
    JobId id = fleet.submit(QueueFleet.NODE, 2, 2, Duration.ofMillis(1));

    await().until(() -> passed() && fleet.job(id).finished() != null);

    Job job = fleet.job(id);
    assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    assertThat(job.count(TargetState.EXPIRED)).isEqualTo(4);
    assertThat(await(fleet.reader.deliveries(id, TargetState.FAILURES, 3, null)).items())
        .hasSize(3);
    assertThat(await(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:1:0")).items())
        .allMatch(delivery -> delivery.state() == TargetState.EXPIRED)
        .hasSize(2);
    assertThat(Long.parseLong(server.call("HGET", KEPT, id.value()))).isPositive();
    assertThat(server.call("KEYS", "*" + id + "*").lines())
        .contains(fleet.redis.keys().targets(id))
        .allMatch(key -> Long.parseLong(server.call("TTL", key)) > 0);
  }

  @Test
  void pass_expiresWhatWaits_whenTheDeadlineIsPast() {
    JobId id = fleet.submit(1, 2);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    List<Retry> later = List.of(new Retry(1, Instant.ofEpochMilli(4_000_000_000_000L), 1, 0));
    await(
        claims.settle(
            QueueFleet.settlement(batch, 1, new BitSet(), List.of(), later, Settlement.Then.WAIT)));
    server.call("HSET", fleet.redis.keys().job(id), "deadline", "1");

    assertThat(passNow().work()).isEqualTo(new UpkeepWork(0, 0, 2, 0));

    assertThat(fleet.job(id).finished()).isNotNull();
    assertThat(fleet.job(id).count(TargetState.EXPIRED)).isEqualTo(2);
  }

  @Test
  void pass_afterTheDeadline_endsWhatLiesInAnyQueue_andLeavesWhatIsHeld() {
    JobId id = fleet.submit(3, 2);
    String job = fleet.redis.keys().job(id);
    int held = claim(fleet.claims("a"), id, 1).batches().getFirst().number();
    server.call("RENAME", job + ":queue:seoul", job + ":queue:busan");
    server.call("HSET", job, "deadline", "1", "plan:busan", "0");
    server.call("HSET", fleet.redis.keys().batches(id), Integer.toString(held + 1), "nonsense");
    server.call("ZADD", job + ":due", "4000000000000", Integer.toString(held));

    assertThat(passNow().work()).isEqualTo(new UpkeepWork(0, 0, 2, 1));

    assertThat(server.call("EXISTS", job + ":queue:busan")).isEqualTo("0");
    assertThat(fleet.job(id).count(TargetState.EXPIRED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.SENDING)).isEqualTo(2);
  }

  @Test
  void pass_ringsAtOnce_forABatchWhoseRetryIsDue() {
    JobId id = fleet.submit(1, 1);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    List<Retry> due = List.of(new Retry(0, Instant.ofEpochMilli(1), 1, 0));
    await(
        claims.settle(
            QueueFleet.settlement(batch, 1, new BitSet(), List.of(), due, Settlement.Then.WAIT)));
    server.call("DEL", "bonghwa:{node:seoul}:normal");

    passNow();

    assertThat(server.call("LLEN", "bonghwa:{node:seoul}:normal")).isEqualTo("1");
  }

  @Test
  void pass_doesNotRing_forABatchThatHasJustBeenQueued() {
    JobId id = fleet.submit(1, 1);
    server.call("HSET", fleet.redis.keys().job(id), "created", "4000000000000");
    server.call("DEL", "bonghwa:{node:seoul}:normal");

    passNow();

    assertThat(server.call("LLEN", "bonghwa:{node:seoul}:normal")).isEqualTo("0");
  }

  @Test
  void pass_takesOutOfTheDue_whatIsNeitherHeldNorWaits() {
    JobId id = fleet.submit(2, 1);
    String job = fleet.redis.keys().job(id);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch done = claim(claims, id, 1).batches().getFirst();
    await(claims.settle(QueueFleet.delivered(done, 1, QueueFleet.positions(0))));
    server.call("ZADD", job + ":due", "0", "0", "0", "1");

    assertThat(passNow().work()).isEqualTo(UpkeepWork.NONE);

    assertThat(server.call("EXISTS", job + ":due")).isEqualTo("0");
    assertThat(server.call("ZRANGE", job + ":queue:seoul", "0", "-1")).isEqualTo("1");
  }

  @Test
  void pass_quarantinesABatchThatTookThreeWorkersDown() {
    JobId id = fleet.submit(1, 3);

    crash(id, "one");
    crash(id, "two");
    claim(fleet.claims("three"), id, 1);

    assertThat(reclaim()).isEqualTo(new UpkeepWork(1, 0, 0, 1));
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(3);
    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void pass_quarantinesABatch_alsoWhenAnEarlierClaimHadDeliveredPartOfIt() {
    JobId id = fleet.submit(1, 3);
    settlePart(id, "zero", 0, Settlement.Then.QUEUE);

    crash(id, "one");
    crash(id, "two");
    crash(id, "three");

    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(2);
  }

  @Test
  void pass_beginsToCountCrashesAnew_whenAClaimHasEndedATarget() {
    JobId id = fleet.submit(1, 3);
    crash(id, "one");
    settlePart(id, "two", 0, Settlement.Then.KEEP);
    assertThat(reclaim()).isEqualTo(new UpkeepWork(1, 0, 0, 0));
    crash(id, "three");
    assertThat(settlePart(id, "four", 1, Settlement.Then.QUEUE).careful()).isFalse();
    crash(id, "five");
    crash(id, "six");

    assertThat(claim(fleet.claims("seven"), id, 1).batches().getFirst().careful()).isTrue();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isZero();
  }

  @Test
  void pass_quarantinesOnlyTheTarget_whenACarefulClaimSaidWhichItWas() {
    JobId id = fleet.submit(1, 3);
    crash(id, "one");
    crash(id, "two");
    BatchClaims careful = fleet.claims("three");
    ClaimedBatch batch = claim(careful, id, 1).batches().getFirst();
    await(careful.settle(withIntent(batch, 1)));

    assertThat(reclaim()).isEqualTo(new UpkeepWork(1, 0, 0, 1));

    assertThat(batch.careful()).isTrue();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(1);
    ClaimedBatch rest = claim(fleet.claims("four"), id, 1).batches().getFirst();
    assertThat(rest.settled()).isEqualTo(QueueFleet.positions(1));
    assertThat(rest.careful()).isTrue();
  }

  @Test
  void crashOfManyBatches_accusesNothingThatWasNotInFlight() {
    JobId id = fleet.submit(3, 1);
    crash(id, "one", 3);
    crash(id, "two", 3);

    BatchClaims careful = fleet.claims("three");
    ClaimReply.Claimed first = claim(careful, id, 3);
    await(careful.settle(withIntent(first.batches().getFirst(), 0)));
    ClaimReply.Claimed second =
        (ClaimReply.Claimed) await(careful.claim(id, 3, false, false).run());
    await().until(() -> passNow().work().reclaimed() == 1);

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
    crash(id, "one", 3);
    crash(id, "two", 3);

    ClaimReply.Claimed claimed = claim(fleet.claims("three"), id, 2);

    assertThat(claimed.batches()).extracting(ClaimedBatch::number).hasSize(2).contains(3);
  }

  @Test
  void pass_quarantinesATargetThatHadWaited_andLeavesWhatElseWaits() {
    JobId id = fleet.submit(1, 300);
    crash(id, "one");
    crash(id, "two");
    BatchClaims careful = fleet.claims("three");
    ClaimedBatch batch = claim(careful, id, 1).batches().getFirst();
    List<Retry> waiting = List.of(waiting(1), waiting(258), waiting(259));
    Settlement told =
        QueueFleet.settlement(batch, 1, new BitSet(), List.of(), waiting, Settlement.Then.KEEP);
    await(
        careful.settle(
            QueueFleet.intending(told, QueueFleet.ended(batch, 258, TargetState.FAILED))));

    reclaim();

    assertThat(fleet.job(id).count(TargetState.WAITING)).isEqualTo(2);
    assertThat(claim(fleet.claims("four"), id, 1).batches().getFirst().retries())
        .containsExactly(waiting(1), waiting(259));
  }

  private static Retry waiting(int position) {
    return new Retry(position, Instant.ofEpochMilli(4_000_000_000_000L), 1, 0);
  }

  @Test
  void pass_quarantinesNoTarget_thatWasDeliveredAfterAll() {
    JobId id = fleet.submit(1, 3);
    crash(id, "one");
    crash(id, "two");
    BatchClaims careful = fleet.claims("three");
    ClaimedBatch batch = claim(careful, id, 1).batches().getFirst();
    await(careful.settle(withIntent(batch, 1)));
    Settlement delivered = QueueFleet.delivered(batch, 2, QueueFleet.positions(1));
    await(
        careful.settle(
            QueueFleet.intending(delivered, QueueFleet.ended(batch, 1, TargetState.FAILED))));

    reclaim();

    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(1);
    assertThat(fleet.job(id).count(TargetState.FAILED)).isZero();
  }

  @Test
  void pass_quarantinesTheTarget_alsoWhenItsCarefulClaimHadDeliveredOthers() {
    JobId id = fleet.submit(1, 3);
    crash(id, "one");
    crash(id, "two");
    BatchClaims careful = fleet.claims("three");
    ClaimedBatch batch = claim(careful, id, 1).batches().getFirst();
    await(careful.settle(withIntent(batch, 1)));
    Settlement delivered = QueueFleet.delivered(batch, 2, QueueFleet.positions(1));
    await(
        careful.settle(
            QueueFleet.intending(delivered, QueueFleet.ended(batch, 0, TargetState.FAILED))));

    reclaim();

    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(1);
    assertThat(claim(fleet.claims("four"), id, 1).batches().getFirst().settled())
        .isEqualTo(QueueFleet.positions(0, 1));
  }

  @Test
  void pass_endsACancelledJob_thoughAClaimedBatchCannotBeRead() {
    JobId id = fleet.submit(3, 2);
    List<ClaimedBatch> batches = claim(fleet.claims("a"), id, 2).batches();
    int broken = batches.getFirst().number();
    await(fleet.control.cancel(id));
    server.call("HSET", fleet.redis.keys().batches(id), Integer.toString(broken), "nonsense");
    server.call("ZADD", fleet.redis.keys().job(id) + ":due", "0", Integer.toString(broken));

    assertThat(passNow().work().quarantined()).isEqualTo(1);
    await().until(() -> passed() && fleet.job(id).finished() != null);

    assertThat(fleet.job(id).count(TargetState.SENDING)).isZero();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(4);
  }

  @Test
  void pass_doesNotCountALostLeaseOfALivingInstanceAsACrash() {
    JobId id = fleet.submit(1, 3);

    for (int i = 0; i < 4; i++) {
      fleet.beat(QueueFleet.NODE, "slow" + i);
      assertThat(claim(fleet.claims("slow" + i), id, 1).batches()).hasSize(1);
      await().until(() -> passNow().work().reclaimed() == 1);
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

  @Test
  void pass_movesAnEndedJobToTheFinished() {
    JobId id = fleet.submit(1, 1);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    await(claims.settle(QueueFleet.delivered(batch, 1, QueueFleet.positions(0))));
    server.call("HSET", fleet.redis.keys().job(id), "finished", "1", "kept_until", "4000000000000");

    assertThat(passNow().work()).isEqualTo(UpkeepWork.NONE);

    assertThat(server.call("ZCARD", JOBS)).isEqualTo("0");
    assertThat(server.call("ZRANGE", "bonghwa:{fleet}:finished", "0", "-1", "WITHSCORES").lines())
        .containsExactly(id.value(), "4000000000000");
    assertThat(fleet.job(id).finished()).isEqualTo(Instant.ofEpochMilli(1));
    assertThat(server.call("EXISTS", KEPT)).as("all was delivered").isEqualTo("0");
  }

  @Test
  void pass_countsWhatAnEndedJobKeepsForWhatWasNotDelivered() {
    JobId id = fleet.submit(1, 2);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    List<Settlement.Ended> failed = List.of(QueueFleet.ended(batch, 1, TargetState.FAILED));
    await(
        claims.settle(
            QueueFleet.settlement(
                batch, 1, QueueFleet.positions(0), failed, null, Settlement.Then.KEEP)));

    await().until(() -> passed() && server.call("ZCARD", JOBS).equals("0"));

    assertThat(Long.parseLong(server.call("HGET", KEPT, id.value()))).isPositive();
    assertThat(server.call("HGET", KEPT, "all")).isEqualTo(server.call("HGET", KEPT, id.value()));
  }

  @Test
  void pass_dropsTheIdOfAJobThatWasNeverCommitted() {
    server.call("ZADD", JOBS, "0", await(fleet.intake.freshId()).value());

    await().until(() -> passed() && server.call("ZCARD", JOBS).equals("0"));
  }

  /** A pass that visits each job, though it was there less than a second ago. */
  private JobUpkeep.Pass passNow() {
    server
        .call("ZRANGE", JOBS, "0", "-1")
        .lines()
        .forEach(job -> server.call("ZADD", JOBS, "0", job));
    return await(fleet.upkeep.pass());
  }

  private boolean passed() {
    passNow();
    return true;
  }

  /** What the pass did that took a batch from whoever had it. */
  private UpkeepWork reclaim() {
    AtomicReference<UpkeepWork> work = new AtomicReference<>(UpkeepWork.NONE);
    await()
        .until(
            () -> {
              work.set(passNow().work());
              return work.get().reclaimed() > 0;
            });
    return work.get();
  }

  private void crash(JobId id, String boot) {
    crash(id, boot, 1);
  }

  private void crash(JobId id, String boot, int batches) {
    claim(fleet.claims(boot), id, batches);
    await().until(() -> passNow().work().reclaimed() == batches);
  }

  private ClaimedBatch settlePart(JobId id, String boot, int position, Settlement.Then then) {
    BatchClaims claims = fleet.claims(boot);
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();
    await(
        claims.settle(
            QueueFleet.settlement(
                batch, 1, QueueFleet.positions(position), List.of(), null, then)));
    return batch;
  }

  private static Settlement withIntent(ClaimedBatch batch, int position) {
    return QueueFleet.intending(
        QueueFleet.delivered(batch, 1, new BitSet()),
        QueueFleet.ended(batch, position, TargetState.FAILED));
  }
}
