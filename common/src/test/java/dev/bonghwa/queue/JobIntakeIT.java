package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.await;
import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.spec;
import static dev.bonghwa.queue.QueueFleet.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class JobIntakeIT {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<NodeId, Integer> ONE_SHARD = Map.of(QueueFleet.NODE, 3);

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
  void commit_makesTheJobReadableAndRingsItsNodes() {
    JobId id = fleet.submit(2, 3);

    Job job = fleet.job(id);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(job.total()).isEqualTo(6);
    assertThat(job.count(TargetState.PENDING)).isEqualTo(6);
    assertThat(job.excluded()).isEqualTo(new JobSpec.Excluded(1, 2, 3));
    assertThat(job.shards()).containsExactly(new Job.Shard(QueueFleet.NODE, 6, 0));
    assertThat(server.call("LRANGE", "bonghwa:{node:seoul}:normal", "0", "-1"))
        .isEqualTo(id.value());
    assertThat(await(fleet.claims("a").message(id)))
        .isEqualTo("{\"content\":\"불\"}".getBytes(UTF_8));
  }

  @Test
  void commit_leavesNoKeyThatExpires() {
    JobId id = fleet.submit(2, 3);

    assertThat(server.call("KEYS", "*" + id + "*").lines())
        .isNotEmpty()
        .allMatch(key -> server.call("TTL", key).equals("-1"))
        .noneMatch(key -> key.contains(":attempt:"));
  }

  @Test
  void commit_ofTwoAttempts_theFirstWinsAndTheSecondLearnsIt() {
    JobId id = await(fleet.intake.reserve("key", HOUR)).job();
    Attempt first = staged(id);
    Attempt second = staged(await(fleet.intake.reserve("key", HOUR)).job());

    assertThat(commit(first, "same")).isEqualTo(new CommitReply.Committed(id, true));
    assertThat(commit(second, "same")).isEqualTo(new CommitReply.Committed(id, false));
    assertThat(commit(second, "other")).isEqualTo(new CommitReply.Mismatch());
    assertThat(fleet.job(id).total()).isEqualTo(3);
  }

  @Test
  void commit_ofAnAttemptThatHasPartlyExpired_makesNothing() {
    JobId id = await(fleet.intake.freshId());
    Attempt attempt = staged(id);
    server.call("DEL", fleet.redis.keys().job(id) + ":attempt:" + attempt.name() + ":queue:seoul");

    assertThat(commit(attempt, "d")).isEqualTo(new CommitReply.Incomplete());
    assertThat(await(fleet.reader.read(id))).isEmpty();
  }

  @Test
  void remember_keepsTheDigestAtTheKeyForAsLongAsItLives() {
    Reservation fresh = await(fleet.intake.reserve("key", HOUR));
    JobId another = await(fleet.intake.freshId());

    assertThat(fresh).isEqualTo(new Reservation(fresh.job(), null, true));
    assertThat(await(fleet.intake.remember("key", another, new byte[] {1}))).isFalse();
    assertThat(await(fleet.intake.remember("key", fresh.job(), new byte[] {10}))).isTrue();
    assertThat(await(fleet.intake.remember("key", fresh.job(), new byte[] {11}))).isFalse();
    assertThat(await(fleet.intake.reserve("key", HOUR)))
        .isEqualTo(new Reservation(fresh.job(), "0a", false));
    assertThat(Long.parseLong(server.call("TTL", "bonghwa:{fleet}:idem:key")))
        .isBetween(3_500L, 3_600L);
  }

  @Test
  void upkeep_remembersTheKeyOfAnEndedJob_thatNobodyLivedToRemember() {
    JobId id = await(fleet.intake.reserve("key", HOUR)).job();
    await(fleet.intake.commit(fleet.intake.attempt(id), spec(Map.of(), 0, HOUR, "d", "key")));

    await(fleet.upkeep.pass());

    assertThat(await(fleet.intake.reserve("key", HOUR)))
        .isEqualTo(new Reservation(id, "64", false));
  }

  @Test
  void upkeep_remembersTheKeyOfAJobThatItEndsItself() {
    JobId id = await(fleet.intake.reserve("key", HOUR)).job();
    StagedBatch all = new StagedBatch(0, QueueFleet.NODE, targets(0, 3));
    JobSpec spec = spec(ONE_SHARD, 1, Duration.ofMillis(1), "d", "key");
    await(fleet.intake.commit(fleet.intake.attempt(id), spec, List.of(all)));

    await().until(() -> await(fleet.upkeep.pass()).work().expired() == 3);

    assertThat(await(fleet.intake.reserve("key", HOUR)))
        .isEqualTo(new Reservation(id, "64", false));
  }

  @Test
  void commit_ofAReplayThatDiesOnTheWay_leavesTheVisitOfTheJobAsSoonAsItWas() {
    JobId id = fleet.submit(1, 3);
    server.call("SET", fleet.redis.keys().job(id), "so that the commit fails");

    assertThatThrownBy(() -> commit(fleet.intake.attempt(id), "d"));

    assertThat(visitOf(id)).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void announce_ofANewJob_letsItBeCommittedWithoutPointingAtItAgain() {
    Attempt attempt = staged(await(fleet.intake.freshId()));

    await(fleet.intake.announce(attempt.job()));
    assertThat(visitOf(attempt.job())).isGreaterThan(System.currentTimeMillis() + 30_000);
    CommitReply reply =
        await(fleet.intake.commitAnnounced(attempt, spec(ONE_SHARD, 1, HOUR, "d"), List.of()));

    assertThat(reply).isEqualTo(new CommitReply.Committed(attempt.job(), true));
    assertThat(visitOf(attempt.job())).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void announce_ofAJobThatSomebodyElseHasCommitted_leavesItsVisitAsSoonAsItWas() {
    JobId id = fleet.submit(1, 3);

    await(fleet.intake.announce(id));

    assertThat(visitOf(id)).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void commit_ofNoTargetAtAll_isAJobThatHasEnded() {
    JobId id = await(fleet.intake.freshId());

    await(fleet.intake.commit(fleet.intake.attempt(id), spec(Map.of(), 0, HOUR, "d")));

    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void abandon_forgetsWhatWasStaged() {
    Attempt attempt = staged(await(fleet.intake.freshId()));
    await(
        fleet.intake.stage(attempt, List.of(new StagedBatch(1, QueueFleet.OTHER, targets(3, 3)))));

    await(fleet.intake.abandon(attempt));

    assertThat(server.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  void stage_renewsAllThatWasStagedBefore() {
    Attempt attempt = staged(await(fleet.intake.freshId()));
    List<String> before = server.call("KEYS", "*:attempt:*").lines().toList();
    before.forEach(key -> server.call("PEXPIRE", key, "60000"));

    await(
        fleet.intake.stage(attempt, List.of(new StagedBatch(1, QueueFleet.OTHER, targets(3, 3)))));

    assertThat(before)
        .hasSize(4)
        .allMatch(key -> Long.parseLong(server.call("PTTL", key)) > 60_000);
  }

  @Test
  void stage_onANodeThatIsKnown_renewsAllWhoseTimeHasRun() {
    Attempt attempt = staged(await(fleet.intake.freshId()));
    List<String> before = server.call("KEYS", "*:attempt:*").lines().toList();
    before.forEach(key -> server.call("PEXPIRE", key, "60000"));

    await(fleet.intake.stage(attempt, List.of(new StagedBatch(1, QueueFleet.NODE, targets(3, 3)))));

    assertThat(before)
        .allMatch(
            key -> Long.parseLong(server.call("PTTL", key)) > Duration.ofMinutes(15).toMillis());
  }

  @Test
  void stage_ofSeveralBatches_putsEachOnItsNode() {
    JobId id = await(fleet.intake.freshId());
    Attempt attempt = fleet.intake.attempt(id);

    await(
        fleet.intake.stage(
            attempt,
            List.of(
                new StagedBatch(0, QueueFleet.NODE, targets(0, 2)),
                new StagedBatch(1, QueueFleet.OTHER, targets(2, 1)),
                new StagedBatch(2, QueueFleet.NODE, targets(3, 2)))));
    server
        .call("KEYS", "*:attempt:*")
        .lines()
        .forEach(key -> assertThat(server.call("PTTL", key)).as(key).isNotEqualTo("-1"));
    await(
        fleet.intake.commit(
            attempt, spec(Map.of(QueueFleet.NODE, 4, QueueFleet.OTHER, 1), 3, HOUR, "d")));

    assertThat(QueueFleet.claim(fleet.claims("a"), id, 9).batches())
        .extracting(ClaimedBatch::targets)
        .containsExactly(targets(0, 2), targets(3, 2));
    assertThat(QueueFleet.claim(fleet.claims(QueueFleet.OTHER, "b"), id, 9).batches())
        .extracting(ClaimedBatch::targets)
        .containsExactly(targets(2, 1));
  }

  @Test
  void commit_takesTheRestOfTheBatches_orAllOfThem() {
    StagedBatch first = new StagedBatch(0, QueueFleet.NODE, targets(0, 2));
    StagedBatch second = new StagedBatch(1, QueueFleet.OTHER, targets(2, 1));
    JobId large = await(fleet.intake.freshId());
    JobId small = await(fleet.intake.freshId());
    Attempt attempt = fleet.intake.attempt(large);
    await(fleet.intake.stage(attempt, List.of(first)));

    commit(attempt, List.of(second));
    commit(fleet.intake.attempt(small), List.of(first, second));

    for (JobId id : List.of(large, small)) {
      assertThat(QueueFleet.claim(fleet.claims("a"), id, 9).batches())
          .extracting(ClaimedBatch::targets)
          .containsExactly(first.targets());
      assertThat(QueueFleet.claim(fleet.claims(QueueFleet.OTHER, "b"), id, 9).batches())
          .extracting(ClaimedBatch::targets)
          .containsExactly(second.targets());
    }
    assertThat(server.call("KEYS", "*:attempt:*")).isEmpty();
  }

  @Test
  void commit_withoutABatchThatWasNeitherStagedNorGiven_makesNothing() {
    StagedBatch second = new StagedBatch(1, QueueFleet.OTHER, targets(2, 1));
    JobId id = await(fleet.intake.freshId());

    assertThat(commit(fleet.intake.attempt(id), List.of(second)))
        .isEqualTo(new CommitReply.Incomplete());
    assertThat(await(fleet.reader.read(id))).isEmpty();
  }

  private CommitReply commit(Attempt attempt, List<StagedBatch> rest) {
    Map<NodeId, Integer> plan = Map.of(QueueFleet.NODE, 2, QueueFleet.OTHER, 1);
    return await(fleet.intake.commit(attempt, spec(plan, 2, HOUR, "d"), rest));
  }

  @Test
  void stage_afterTheCommit_saysSoAndWritesNothing() {
    JobId id = fleet.submit(1, 3);

    boolean staged =
        await(
            fleet.intake.stage(
                fleet.intake.attempt(id),
                List.of(new StagedBatch(0, QueueFleet.NODE, targets(0, 3)))));

    assertThat(staged).isFalse();
    assertThat(server.call("KEYS", "*:attempt:*")).isEmpty();
  }

  @Test
  void list_isNewestFirstAndPages() {
    List<JobId> ids = List.of(fleet.submit(1, 1), fleet.submit(1, 1), fleet.submit(1, 1));

    Page<Job> first = await(fleet.reader.list(null, 2, null));
    Page<Job> second = await(fleet.reader.list(null, 2, new JobId(first.next())));

    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(first.items())
        .extracting(Job::id)
        .isSubsetOf(ids)
        .doesNotContain(second.items().getFirst().id());
  }

  @Test
  void list_ofAState_leavesTheOthersOut() {
    JobId running = fleet.submit(1, 1);
    await(fleet.control.pause(fleet.submit(1, 1)));

    Page<Job> page = await(fleet.reader.list(JobState.RUNNING, 10, null));

    assertThat(page.items()).extracting(Job::id).containsExactly(running);
  }

  @Test
  void cancel_countsWhatNobodyHoldsAtOnce_andTheRestWhenItIsSettled() {
    JobId id = fleet.submit(2, 2);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch batch = claim(claims, id, 1).batches().getFirst();

    await(fleet.control.cancel(id));

    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.SENDING)).isEqualTo(2);
    await(
        claims.settle(
            QueueFleet.settlement(
                batch, 1, QueueFleet.positions(0), List.of(), null, Settlement.Then.QUEUE)));
    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(3);
    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(1);
    assertThat(fleet.job(id).finished()).isNotNull();
    assertThat(fleet.job(id).shards()).containsExactly(new Job.Shard(QueueFleet.NODE, 4, 4));
    assertThat(await(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:0:0")).items())
        .hasSize(3);
    assertThat(await(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:1:0")).items())
        .hasSize(2);
  }

  @Test
  void control_madeAgainAfterALostReply_isDone_andWhatIsImpossibleStaysSo() {
    JobId id = fleet.submit(1, 2);

    assertThat(await(fleet.control.pause(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.pause(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.resume(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.resume(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.cancel(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.cancel(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.pause(id))).isEqualTo(JobControl.Result.WRONG_STATE);
    assertThat(await(fleet.control.resume(id))).isEqualTo(JobControl.Result.WRONG_STATE);
    assertThat(await(fleet.control.cancel(await(fleet.intake.freshId()))))
        .isEqualTo(JobControl.Result.UNKNOWN);
  }

  @Test
  void refusedJob_isStopped_unlessSomebodyHasTakenIt() {
    JobId refused = fleet.submit(1, 2);
    JobId proven = fleet.submit(1, 2);
    BatchClaims claims = fleet.claims("a");
    ClaimedBatch ofRefused = claim(claims, refused, 1).batches().getFirst();
    ClaimedBatch ofProven = claim(claims, proven, 1).batches().getFirst();
    List<Settlement.Ended> gone = List.of(QueueFleet.ended(ofRefused, 0, TargetState.GONE));
    await(
        claims.settle(
            QueueFleet.settlement(ofRefused, 1, new BitSet(), gone, null, Settlement.Then.KEEP)));
    await(claims.settle(QueueFleet.delivered(ofProven, 1, QueueFleet.positions(0))));

    assertThat(await(fleet.control.refuse(refused, "why"))).isEqualTo(JobControl.Result.DONE);
    assertThat(await(fleet.control.refuse(proven, "why"))).isEqualTo(JobControl.Result.PROVEN);

    assertThat(fleet.job(refused).state()).isEqualTo(JobState.STOPPED);
    assertThat(fleet.job(proven).state()).isEqualTo(JobState.RUNNING);
    assertThat(await(fleet.control.stop(proven, "lost"))).isEqualTo(JobControl.Result.DONE);
  }

  @Test
  void reason_isThereOnlyOfAStoppedJob() {
    JobId cancelled = fleet.submit(1, 2);
    JobId stopped = fleet.submit(1, 2);

    await(fleet.control.cancel(cancelled));
    await(fleet.control.stop(stopped, "why"));

    assertThat(server.call("HEXISTS", fleet.redis.keys().job(cancelled), "reason")).isEqualTo("0");
    assertThat(fleet.job(stopped).reason()).isEqualTo("why");
  }

  private Attempt staged(JobId id) {
    Attempt attempt = fleet.intake.attempt(id);
    await(fleet.intake.stage(attempt, List.of(new StagedBatch(0, QueueFleet.NODE, targets(0, 3)))));
    return attempt;
  }

  private long visitOf(JobId id) {
    return Long.parseLong(server.call("ZSCORE", fleet.redis.keys().jobs(), id.value()));
  }

  private CommitReply commit(Attempt attempt, String digest) {
    return await(fleet.intake.commit(attempt, spec(ONE_SHARD, 1, HOUR, digest)));
  }
}
