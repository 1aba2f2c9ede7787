package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.QueueFleet.spec;
import static dev.bonghwa.queue.QueueFleet.targets;
import static dev.bonghwa.queue.Settlements.ended;
import static dev.bonghwa.queue.Settlements.ending;
import static dev.bonghwa.queue.Settlements.givingBack;
import static dev.bonghwa.queue.Settlements.positions;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobIntakeIT {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<NodeId, Integer> ONE_SHARD = Map.of(QueueFleet.NODE, 3);

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

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
    assertThat(get(fleet.claims("a").message(id))).isEqualTo("{\"content\":\"불\"}".getBytes(UTF_8));
  }

  @Test
  void commit_leavesNoKeyThatExpires() {
    JobId id = fleet.submit(2, 3);

    assertThat(server.call("KEYS", "*" + id + "*").lines())
        .isNotEmpty()
        .allMatch(key -> server.call("TTL", key).equals("-1"))
        .noneMatch(key -> key.contains(":area:"));
  }

  @Test
  void commit_ofTwoStagingAreas_theFirstWinsAndTheSecondLearnsIt() {
    JobId id = get(fleet.intake.reserve("key", HOUR)).job();
    StagingArea first = staged(id);
    StagingArea second = staged(get(fleet.intake.reserve("key", HOUR)).job());

    assertThat(commit(first, "same")).isEqualTo(new CommitReply.Committed(id, true));
    assertThat(commit(second, "same")).isEqualTo(new CommitReply.Committed(id, false));
    assertThat(commit(second, "other")).isEqualTo(new CommitReply.Mismatch());
    assertThat(fleet.job(id).total()).isEqualTo(3);
  }

  @Test
  void commit_ofAStagingAreaThatHasPartlyExpired_makesNothing() {
    JobId id = get(fleet.intake.freshId());
    StagingArea area = staged(id);
    server.call("DEL", fleet.redis.keys().job(id) + ":area:" + area.name() + ":queue:seoul");

    assertThat(commit(area, "d")).isEqualTo(new CommitReply.Incomplete());
    assertThat(get(fleet.reader.read(id))).isEmpty();
  }

  @Test
  void remember_keepsTheDigestAtTheKeyForAsLongAsItLives() {
    Reservation fresh = get(fleet.intake.reserve("key", HOUR));
    JobId another = get(fleet.intake.freshId());

    assertThat(fresh).isEqualTo(new Reservation(fresh.job(), null, true));
    assertThat(get(fleet.intake.remember("key", another, new byte[] {1}))).isFalse();
    assertThat(get(fleet.intake.remember("key", fresh.job(), new byte[] {10}))).isTrue();
    assertThat(get(fleet.intake.remember("key", fresh.job(), new byte[] {11}))).isFalse();
    assertThat(get(fleet.intake.reserve("key", HOUR)))
        .isEqualTo(new Reservation(fresh.job(), "0a", false));
    assertThat(Long.parseLong(server.call("TTL", "bonghwa:{fleet}:idem:key")))
        .isBetween(3_500L, 3_600L);
  }

  @Test
  void upkeep_remembersTheKeyOfAnEndedJob_thatNobodyLivedToRemember() {
    JobId id = get(fleet.intake.reserve("key", HOUR)).job();
    get(fleet.intake.commit(fleet.intake.stagingArea(id), spec(Map.of(), 0, HOUR, "d", "key")));

    get(fleet.upkeep.pass());

    assertThat(get(fleet.intake.reserve("key", HOUR))).isEqualTo(new Reservation(id, "64", false));
  }

  @Test
  void upkeep_remembersTheKeyOfAJobThatItEndsItself() {
    JobId id = get(fleet.intake.reserve("key", HOUR)).job();
    StagedBatch all = new StagedBatch(0, QueueFleet.NODE, targets(0, 3));
    JobSpec spec = spec(ONE_SHARD, 1, Duration.ofMillis(1), "d", "key");
    get(fleet.intake.commit(fleet.intake.stagingArea(id), spec, List.of(all)));

    await().until(() -> get(fleet.upkeep.pass()).work().expired() == 3);

    assertThat(get(fleet.intake.reserve("key", HOUR))).isEqualTo(new Reservation(id, "64", false));
  }

  @Test
  void commit_ofAReplayThatDiesOnTheWay_leavesTheVisitOfTheJobAsSoonAsItWas() {
    JobId id = fleet.submit(1, 3);
    server.call("SET", fleet.redis.keys().job(id), "so that the commit fails");

    assertThatThrownBy(() -> commit(fleet.intake.stagingArea(id), "d"));

    assertThat(visitOf(id)).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void announce_ofANewJob_letsItBeCommittedWithoutPointingAtItAgain() {
    StagingArea area = staged(get(fleet.intake.freshId()));

    get(fleet.intake.announce(area.job()));
    assertThat(visitOf(area.job())).isGreaterThan(System.currentTimeMillis() + 30_000);
    CommitReply reply =
        get(fleet.intake.commitAnnounced(area, spec(ONE_SHARD, 1, HOUR, "d"), List.of()));

    assertThat(reply).isEqualTo(new CommitReply.Committed(area.job(), true));
    assertThat(visitOf(area.job())).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void announce_ofAJobThatSomebodyElseHasCommitted_leavesItsVisitAsSoonAsItWas() {
    JobId id = fleet.submit(1, 3);

    get(fleet.intake.announce(id));

    assertThat(visitOf(id)).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void commit_ofNoTargetAtAll_isAJobThatHasEnded() {
    JobId id = get(fleet.intake.freshId());

    get(fleet.intake.commit(fleet.intake.stagingArea(id), spec(Map.of(), 0, HOUR, "d")));

    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void abandon_forgetsWhatWasStaged() {
    StagingArea area = staged(get(fleet.intake.freshId()));
    get(fleet.intake.stage(area, List.of(new StagedBatch(1, QueueFleet.OTHER, targets(3, 3)))));

    get(fleet.intake.abandon(area));

    assertThat(server.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  void stage_renewsAllThatWasStagedBefore() {
    StagingArea area = staged(get(fleet.intake.freshId()));
    List<String> before = server.call("KEYS", "*:area:*").lines().toList();
    before.forEach(key -> server.call("PEXPIRE", key, "60000"));

    get(fleet.intake.stage(area, List.of(new StagedBatch(1, QueueFleet.OTHER, targets(3, 3)))));

    assertThat(before)
        .hasSize(4)
        .allMatch(key -> Long.parseLong(server.call("PTTL", key)) > 60_000);
  }

  @Test
  void stage_onANodeThatIsKnown_renewsAllWhoseTimeHasRun() {
    StagingArea area = staged(get(fleet.intake.freshId()));
    List<String> before = server.call("KEYS", "*:area:*").lines().toList();
    before.forEach(key -> server.call("PEXPIRE", key, "60000"));

    get(fleet.intake.stage(area, List.of(new StagedBatch(1, QueueFleet.NODE, targets(3, 3)))));

    assertThat(before)
        .allMatch(
            key -> Long.parseLong(server.call("PTTL", key)) > Duration.ofMinutes(15).toMillis());
  }

  @Test
  void stage_ofSeveralBatches_putsEachOnItsNode() {
    JobId id = get(fleet.intake.freshId());
    StagingArea area = fleet.intake.stagingArea(id);

    get(
        fleet.intake.stage(
            area,
            List.of(
                new StagedBatch(0, QueueFleet.NODE, targets(0, 2)),
                new StagedBatch(1, QueueFleet.OTHER, targets(2, 1)),
                new StagedBatch(2, QueueFleet.NODE, targets(3, 2)))));
    server
        .call("KEYS", "*:area:*")
        .lines()
        .forEach(key -> assertThat(server.call("PTTL", key)).as(key).isNotEqualTo("-1"));
    get(
        fleet.intake.commit(
            area, spec(Map.of(QueueFleet.NODE, 4, QueueFleet.OTHER, 1), 3, HOUR, "d")));

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
    JobId large = get(fleet.intake.freshId());
    JobId small = get(fleet.intake.freshId());
    StagingArea area = fleet.intake.stagingArea(large);
    get(fleet.intake.stage(area, List.of(first)));

    commit(area, List.of(second));
    commit(fleet.intake.stagingArea(small), List.of(first, second));

    for (JobId id : List.of(large, small)) {
      assertThat(QueueFleet.claim(fleet.claims("a"), id, 9).batches())
          .extracting(ClaimedBatch::targets)
          .containsExactly(first.targets());
      assertThat(QueueFleet.claim(fleet.claims(QueueFleet.OTHER, "b"), id, 9).batches())
          .extracting(ClaimedBatch::targets)
          .containsExactly(second.targets());
    }
    assertThat(server.call("KEYS", "*:area:*")).isEmpty();
  }

  @Test
  void commit_withoutABatchThatWasNeitherStagedNorGiven_makesNothing() {
    StagedBatch second = new StagedBatch(1, QueueFleet.OTHER, targets(2, 1));
    JobId id = get(fleet.intake.freshId());

    assertThat(commit(fleet.intake.stagingArea(id), List.of(second)))
        .isEqualTo(new CommitReply.Incomplete());
    assertThat(get(fleet.reader.read(id))).isEmpty();
  }

  private CommitReply commit(StagingArea area, List<StagedBatch> rest) {
    Map<NodeId, Integer> plan = Map.of(QueueFleet.NODE, 2, QueueFleet.OTHER, 1);
    return get(fleet.intake.commit(area, spec(plan, 2, HOUR, "d"), rest));
  }

  @Test
  void stage_afterTheCommit_saysSoAndWritesNothing() {
    JobId id = fleet.submit(1, 3);

    boolean staged =
        get(
            fleet.intake.stage(
                fleet.intake.stagingArea(id),
                List.of(new StagedBatch(0, QueueFleet.NODE, targets(0, 3)))));

    assertThat(staged).isFalse();
    assertThat(server.call("KEYS", "*:area:*")).isEmpty();
  }

  @Test
  void list_isNewestFirstAndPages() {
    List<JobId> ids = List.of(fleet.submit(1, 1), fleet.submit(1, 1), fleet.submit(1, 1));

    Page<Job> first = get(fleet.reader.list(null, 2, null));
    Page<Job> second = get(fleet.reader.list(null, 2, new JobId(first.next())));

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
    get(fleet.control.pause(fleet.submit(1, 1)));

    Page<Job> page = get(fleet.reader.list(JobState.RUNNING, 10, null));

    assertThat(page.items()).extracting(Job::id).containsExactly(running);
  }

  @Test
  void cancel_countsWhatNobodyHoldsAtOnce_andTheRestWhenItIsSettled() {
    JobId id = fleet.submit(2, 2);
    HeldBatch held = fleet.hold("a", id);

    get(fleet.control.cancel(id));

    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.SENDING)).isEqualTo(2);
    held.settle(givingBack(held.batch(), 1, positions(0)));
    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(3);
    assertThat(fleet.job(id).count(TargetState.DELIVERED)).isEqualTo(1);
    assertThat(fleet.job(id).finished()).isNotNull();
    assertThat(fleet.job(id).shards()).containsExactly(new Job.Shard(QueueFleet.NODE, 4, 4));
    assertThat(get(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:0:0")).items())
        .hasSize(3);
    assertThat(get(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:1:0")).items())
        .hasSize(2);
  }

  @Test
  void control_madeAgainAfterALostReply_isDone_andWhatIsImpossibleStaysSo() {
    JobId id = fleet.submit(1, 2);

    assertThat(get(fleet.control.pause(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.pause(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.resume(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.resume(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.cancel(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.cancel(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.pause(id))).isEqualTo(JobControl.Result.WRONG_STATE);
    assertThat(get(fleet.control.resume(id))).isEqualTo(JobControl.Result.WRONG_STATE);
    assertThat(get(fleet.control.cancel(get(fleet.intake.freshId()))))
        .isEqualTo(JobControl.Result.UNKNOWN);
  }

  @Test
  void refusedJob_isStopped_unlessSomebodyHasTakenIt() {
    JobId refused = fleet.submit(1, 2);
    JobId proven = fleet.submit(1, 2);
    HeldBatch held = fleet.hold("a", refused);
    Settlement.Ended gone = ended(held.batch(), 0, TargetState.GONE);
    held.settle(ending(held.batch(), 1, new BitSet(), gone));
    fleet.hold("b", proven).deliver(0);

    assertThat(get(fleet.control.refuse(refused, "why"))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.refuse(proven, "why"))).isEqualTo(JobControl.Result.PROVEN);

    assertThat(fleet.job(refused).state()).isEqualTo(JobState.STOPPED);
    assertThat(fleet.job(proven).state()).isEqualTo(JobState.RUNNING);
    assertThat(get(fleet.control.stop(proven, "lost"))).isEqualTo(JobControl.Result.DONE);
  }

  @Test
  void reason_isThereOnlyOfAStoppedJob() {
    JobId cancelled = fleet.submit(1, 2);
    JobId stopped = fleet.submit(1, 2);

    get(fleet.control.cancel(cancelled));
    get(fleet.control.stop(stopped, "why"));

    assertThat(server.call("HEXISTS", fleet.redis.keys().job(cancelled), "reason")).isEqualTo("0");
    assertThat(fleet.job(stopped).reason()).isEqualTo("why");
  }

  private StagingArea staged(JobId id) {
    StagingArea area = fleet.intake.stagingArea(id);
    get(fleet.intake.stage(area, List.of(new StagedBatch(0, QueueFleet.NODE, targets(0, 3)))));
    return area;
  }

  private long visitOf(JobId id) {
    return Long.parseLong(server.call("ZSCORE", fleet.redis.keys().jobs(), id.value()));
  }

  private CommitReply commit(StagingArea area, String digest) {
    return get(fleet.intake.commit(area, spec(ONE_SHARD, 1, HOUR, digest)));
  }
}
