package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.Settlements.ended;
import static dev.bonghwa.queue.Settlements.ending;
import static dev.bonghwa.queue.Settlements.positions;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.redis.ScriptReply;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pass of upkeep as a whole: whom it takes for its store, what it tells, how jobs leave. */
class JobUpkeepIT {

  private static final Duration HOUR = Duration.ofHours(1);

  private static final String UPKEEP = "bonghwa:{fleet}:upkeep";
  private static final String EPOCH = "bonghwa:{fleet}:epoch";
  private static final String JOBS = "bonghwa:{fleet}:jobs";
  private static final String KEPT = "bonghwa:{fleet}:kept";
  private static final String PASSES = "bonghwa:{fleet}:passes";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @Test
  void pass_onAStoreThatWentBack_beginsAnEpochInWhichLaterJobsAreLost() {
    get(fleet.upkeep.pass());
    get(fleet.upkeep.pass());
    JobId lost = get(fleet.intake.freshId());
    assertThat(get(fleet.reader.lostWithStore(lost))).isFalse();
    await().until(() -> get(fleet.redis.time()).isAfter(lost.createdAt().plusMillis(1)));
    server.call("DEL", PASSES);

    get(fleet.upkeep.pass());
    String epoch = server.call("GET", EPOCH);
    get(fleet.upkeep.pass());

    assertThat(get(fleet.reader.lostWithStore(lost))).isTrue();
    assertThat(server.call("GET", EPOCH)).isEqualTo(epoch);
  }

  @Test
  void pass_noticesThatItsLastOneIsLost_alsoWhenAnotherPassedSince() {
    JobUpkeep other = new JobUpkeep(fleet.redis, QueueFleet.LEASE, new Random(2));
    get(fleet.upkeep.pass());
    get(other.pass());
    get(fleet.upkeep.pass());
    String epoch = server.call("GET", EPOCH);
    server.call("ZADD", PASSES, "1", server.call("ZREVRANGE", PASSES, "0", "0"));
    server.call("HSET", UPKEEP, "passes", "2");

    get(other.pass());
    assertThat(server.call("GET", EPOCH)).isEqualTo(epoch);
    get(fleet.upkeep.pass());

    assertThat(server.call("GET", EPOCH)).isNotEqualTo(epoch);
  }

  @Test
  void pass_thatIsSlow_goesOnToBeat() {
    fleet.submit(1, 2);
    AtomicLong seconds = new AtomicLong();
    LongSupplier slow = () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos();
    Presence presence = new Presence(fleet.redis, QueueFleet.LEASE, new Random(2), slow);
    server.call("ZADD", JOBS, "0", server.call("ZRANGE", JOBS, "0", "0"));

    JobUpkeep.Pass pass = get(new JobUpkeep(fleet.redis, new Random(2), presence).pass());

    assertThat(pass.jobs()).isEqualTo(1);
    assertThat(server.call("HGET", UPKEEP, "passes")).isEqualTo("3");
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
    Instant now = get(fleet.redis.time());

    assertThat(get(visits.visit(id, start(now.minusMillis(2_001)), Map.of())).outcome())
        .isEqualTo(Visit.Outcome.LATE);
    assertThat(fleet.job(id).finished()).isNull();

    get(visits.visit(id, start(now.plusSeconds(60)), Map.of()));
    assertThat(fleet.job(id).finished()).isNotNull();
  }

  private static PassStart start(Instant at) {
    return new PassStart(at, false, 0, List.of(), List.of());
  }

  @Test
  void pass_tellsHowLongABatchWaits_butNotFromBeforeAPause() {
    JobId id = fleet.submit(1, 2);
    String job = fleet.redis.keys().job(id);
    Instant hourAgo = get(fleet.redis.time()).minus(HOUR);
    server.call("ZADD", job + ":queue:seoul", "1", "0");
    server.call("HSET", job, "created", Long.toString(hourAgo.toEpochMilli()));
    assertThat(oldestQueued()).isBetween(HOUR, HOUR.plus(HOUR));

    get(fleet.control.pause(id));
    assertThat(oldestQueued()).isZero();
    get(fleet.control.resume(id));

    assertThat(await().until(this::oldestQueued, Duration::isPositive)).isLessThan(HOUR);
  }

  private Duration oldestQueued() {
    return fleet.passNow().oldestQueued();
  }

  @Test
  void pass_afterRedisWasAway_leavesLeasesAloneForOneMore() {
    JobId id = fleet.submit(1, 2);
    get(fleet.upkeep.pass());
    fleet.endLease(id, fleet.hold("a", id).number());
    server.call("HSET", UPKEEP, "at", "1000");

    JobUpkeep.Pass pass = fleet.passNow();

    assertThat(pass.jobs()).isEqualTo(1);
    assertThat(pass.grace()).isTrue();
    assertThat(pass.work().reclaimed()).isZero();
    await().until(() -> fleet.passNow().work().reclaimed() == 1);
  }

  @Test
  void pass_endsACancelledJob_thoughAClaimedBatchCannotBeRead() {
    JobId id = fleet.submit(3, 2);
    List<ClaimedBatch> batches = claim(fleet.claims("a"), id, 2).batches();
    int broken = batches.getFirst().number();
    get(fleet.control.cancel(id));
    server.call("HSET", fleet.redis.keys().batches(id), Integer.toString(broken), "nonsense");
    fleet.endLease(id, broken);

    assertThat(fleet.passNow().work().quarantined()).isEqualTo(1);
    fleet.reclaim(batches.getLast());

    assertThat(fleet.job(id).finished()).isNotNull();
    assertThat(fleet.job(id).count(TargetState.SENDING)).isZero();
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(4);
  }

  @Test
  void pass_movesAnEndedJobToTheFinished() {
    JobId id = fleet.submit(1, 1);
    fleet.hold("a", id).deliver(0);
    server.call("HSET", fleet.redis.keys().job(id), "finished", "1", "kept_until", "4000000000000");

    assertThat(fleet.passNow().work()).isEqualTo(UpkeepWork.NONE);

    assertThat(server.call("ZCARD", JOBS)).isEqualTo("0");
    assertThat(server.call("ZRANGE", "bonghwa:{fleet}:finished", "0", "-1", "WITHSCORES").lines())
        .containsExactly(id.value(), "4000000000000");
    assertThat(fleet.job(id).finished()).isEqualTo(Instant.ofEpochMilli(1));
    assertThat(server.call("EXISTS", KEPT)).as("all was delivered").isEqualTo("0");
  }

  @Test
  void pass_countsWhatAnEndedJobKeepsForWhatWasNotDelivered() {
    JobId id = fleet.submit(1, 2);
    HeldBatch held = fleet.hold("a", id);
    Settlement.Ended failed = ended(held.batch(), 1, TargetState.FAILED);
    held.settle(ending(held.batch(), 1, positions(0), failed));

    fleet.passNow();

    assertThat(server.call("ZCARD", JOBS)).isEqualTo("0");
    assertThat(Long.parseLong(server.call("HGET", KEPT, id.value()))).isPositive();
    assertThat(server.call("HGET", KEPT, "all")).isEqualTo(server.call("HGET", KEPT, id.value()));
  }

  @Test
  void pass_dropsTheIdOfAJobThatWasNeverCommitted() {
    server.call("ZADD", JOBS, "0", get(fleet.intake.freshId()).value());

    fleet.passNow();

    assertThat(server.call("ZCARD", JOBS)).isEqualTo("0");
  }
}
