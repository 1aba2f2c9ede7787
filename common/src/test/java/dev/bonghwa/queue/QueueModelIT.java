package dev.bonghwa.queue;

import static dev.bonghwa.queue.Fleet.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random workers on the real scripts: they claim, steal, settle, die, take others down with one
 * target, and every call of theirs may be doubled or run much later. Whatever happens, each target
 * ends once and the numbers add up; and the walk has been down every path of the scripts.
 */
@ExtendWith(RedisExtension.class)
class QueueModelIT {

  private static final int BATCHES = 4;
  private static final int SIZE = 5;
  private static final int STEPS = 250;
  private static final Duration LEASE = Duration.ofMillis(40);
  private static final Duration LONG_AGO = Duration.ofSeconds(10);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

  /** Where a script can go. */
  private enum Path {
    CLAIMED,
    CLAIMED_AGAIN,
    SUPERSEDED,
    STOLEN,
    CAREFUL,
    SETTLED,
    SETTLED_BEFORE,
    STALE,
    HANDED_BACK,
    WAITED,
    DONE,
    RECLAIMED,
    QUARANTINED,
    QUARANTINED_WITH_RETRY
  }

  private static final Set<Path> seen = EnumSet.noneOf(Path.class);

  private Random random = new Random();
  private Fleet fleet;
  private JobId job;
  private int boots;
  private final Set<Integer> answered2xx = new HashSet<>();
  private final Set<Integer> intended = new HashSet<>();
  private final List<Runnable> lateCopies = new ArrayList<>();

  @AfterAll
  static void everyPathWasTaken() {
    assertThat(seen).containsExactlyInAnyOrder(Path.values());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyTargetEndsOnceWhateverTheWorkersDo(long seed, EmbeddedRedis redis) {
    random = new Random(seed);
    fleet = new Fleet(redis.uri().toString());
    job = fleet.submit(BATCHES, SIZE);
    age();
    List<Worker> workers = new ArrayList<>(List.of(new Worker(), new Worker()));

    takeDown();
    for (int step = 0; step < STEPS && !isOver(); step++) {
      act(workers);
      checkSums();
    }
    finish();

    checkEnds();
    lateCopies.forEach(Runnable::run);
    checkSums();
    fleet.close();
  }

  private void act(List<Worker> workers) {
    int at = random.nextInt(workers.size());
    switch (random.nextInt(10)) {
      case 0 -> visit();
      case 1 ->
          lateCopies.stream()
              .skip(random.nextInt(lateCopies.size() + 1))
              .findFirst()
              .ifPresent(Runnable::run);
      case 2 -> workers.set(at, random.nextInt(4) == 0 ? new Worker() : workers.get(at));
      case 3, 4 -> workers.get(at).claim();
      default -> workers.get(at).settle();
    }
  }

  /** As if the job had been there for a while, so that its queue may be stolen from. */
  private void age() {
    String key = fleet.redis.keys().job(job);
    await(fleet.redis.commands().hincrby(key, "created", -LONG_AGO.toMillis()));
    for (int batch = 0; batch < BATCHES; batch++) {
      byte[] member = Integer.toString(batch).getBytes(UTF_8);
      await(
          fleet
              .redis
              .commands()
              .zincrby(key + ":queue:" + Fleet.NODE, -LONG_AGO.toMillis(), member));
    }
  }

  /** A visit now: upkeep itself comes once a second, and the walk takes less. */
  private JobUpkeep.Pass visit() {
    await(new JobPointers(fleet.redis).visitNow(job));
    JobUpkeep.Pass pass = await(fleet.upkeep.pass());
    see(pass.reclaimed() > 0, Path.RECLAIMED);
    see(pass.quarantined() > 0, Path.QUARANTINED);
    return pass;
  }

  /** Three workers go down with one target, which was waiting for its retry when the third did. */
  private void takeDown() {
    for (int i = 0; i < 3; i++) {
      new Worker(Fleet.NODE).goDown();
    }
  }

  private void finish() {
    List<Worker> last = List.of(new Worker(Fleet.NODE), new Worker(Fleet.OTHER));
    await()
        .atMost(ENDS_WITHIN)
        .pollInterval(LEASE)
        .until(
            () -> {
              visit();
              last.forEach(Worker::claim);
              last.forEach(Worker::deliverAll);
              return isOver();
            });
  }

  private boolean isOver() {
    return fleet.job(job).finished() != null;
  }

  private void checkSums() {
    Job now = fleet.job(job);
    assertThat(now.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(now.total());
    assertThat(now.counts().values()).allMatch(count -> count >= 0);
    if (now.finished() == null) {
      assertThat(ended(now)).isEqualTo(bits() + endedWithTheirBatch());
    }
  }

  private void checkEnds() {
    Job now = fleet.job(job);
    assertThat(ended(now)).isEqualTo(now.total());
    assertThat(now.count(TargetState.DELIVERED)).isLessThanOrEqualTo(answered2xx.size());
    assertThat(failedOneByOne()).isSubsetOf(intended);
  }

  private static long ended(Job job) {
    return job.count(TargetState.DELIVERED) + job.count(TargetState.FAILED);
  }

  private long bits() {
    return await(fleet.redis.commands().hvals(fleet.redis.keys().settled(job))).stream()
        .mapToLong(bytes -> BitSet.valueOf(bytes).cardinality())
        .sum();
  }

  private long endedWithTheirBatch() {
    byte[] derived = await(fleet.redis.commands().hget(fleet.redis.keys().job(job), "derived"));
    return derived == null ? 0 : Long.parseLong(new String(derived, UTF_8));
  }

  /**
   * A batch that nobody came far enough with to name a target ends as a whole, without an index.
   */
  private List<Integer> failedOneByOne() {
    return await(fleet.reader.deliveries(job, TargetState.FAILURES, 100, null)).items().stream()
        .map(Delivery::index)
        .filter(index -> index >= 0)
        .toList();
  }

  private static void see(boolean taken, Path path) {
    if (taken) {
      seen.add(path);
    }
  }

  private static void see(SettleReply reply) {
    see(reply instanceof SettleReply.Stale, Path.STALE);
    see(reply instanceof SettleReply.Settled settled && settled.done(), Path.DONE);
  }

  private static void see(ClaimReply reply) {
    see(
        reply instanceof ClaimReply.Unavailable(ClaimReply.Why why)
            && why == ClaimReply.Why.SUPERSEDED,
        Path.SUPERSEDED);
  }

  /** One instance: what it holds, and what it has done with it. */
  private final class Worker {

    private final BatchClaims claims;
    private final Map<ClaimedBatch, Held> held = new HashMap<>();

    Worker() {
      this(random.nextBoolean() ? Fleet.NODE : Fleet.OTHER);
    }

    Worker(NodeId node) {
      claims = new BatchClaims(fleet.redis, new InstanceId(node, "w" + boots++), LEASE);
    }

    void claim() {
      boolean steal = random.nextBoolean();
      ClaimCall call = claims.claim(job, 1 + random.nextInt(2), steal);
      if (random.nextInt(4) == 0) {
        lateCopies.add(() -> see(await(call.run())));
        return;
      }
      ClaimReply reply = await(call.run());
      if (reply instanceof ClaimReply.Claimed claimed && !claimed.batches().isEmpty()) {
        see(steal, Path.STOLEN);
        again(call, claimed);
        claimed.batches().forEach(this::take);
      }
    }

    private void again(ClaimCall call, ClaimReply.Claimed before) {
      if (random.nextInt(4) == 0 && await(call.run()) instanceof ClaimReply.Claimed claimed) {
        assertThat(claimed.batches()).isEqualTo(before.batches());
        seen.add(Path.CLAIMED_AGAIN);
      }
    }

    private Held take(ClaimedBatch batch) {
      see(batch.careful(), Path.CAREFUL);
      seen.add(Path.CLAIMED);
      return held.computeIfAbsent(batch, Held::new);
    }

    /** Claims a batch, says which target is next or that it is to be tried again, and is gone. */
    void goDown() {
      Held batch = take(Fleet.claim(claims, job, 1).batches().getFirst());
      int position = batch.open().findFirst().orElseThrow();
      boolean waiting = batch.retries.containsKey(position);
      if (batch.batch.careful()) {
        await(claims.settle(batch.intending(position)));
      } else {
        batch.retries.put(position, new Retry(position, Instant.now(), 1, 0));
        await(claims.settle(batch.settlement(Settlement.Then.KEEP)));
      }
      long failed = fleet.job(job).count(TargetState.FAILED);
      await().pollInterval(Duration.ofMillis(5)).until(() -> visit().reclaimed() > 0);
      see(
          waiting && fleet.job(job).count(TargetState.FAILED) > failed,
          Path.QUARANTINED_WITH_RETRY);
    }

    void settle() {
      held.values().stream()
          .skip(random.nextInt(held.size() + 1))
          .findFirst()
          .ifPresent(batch -> keepUnless(work(batch), batch));
    }

    private void keepUnless(boolean letGo, Held batch) {
      if (letGo) {
        held.remove(batch.batch);
      }
    }

    /** True when the batch is not in its hands any more. */
    private boolean work(Held batch) {
      if (!batch.batch.careful()) {
        batch.sendSome();
      } else if (batch.open().findFirst().isPresent()) {
        int position = batch.open().findFirst().getAsInt();
        see(await(claims.settle(batch.intending(position))));
        if (random.nextInt(3) == 0) {
          return true;
        }
        batch.send(position);
      }
      return settle(batch);
    }

    private boolean settle(Held batch) {
      Settlement.Then then =
          switch (random.nextInt(6)) {
            case 0 -> Settlement.Then.QUEUE;
            case 1 -> batch.retries.isEmpty() ? Settlement.Then.KEEP : Settlement.Then.WAIT;
            default -> Settlement.Then.KEEP;
          };
      Settlement settlement = batch.settlement(then);
      if (random.nextInt(3) == 0) {
        lateCopies.add(() -> see(await(claims.settle(settlement))));
      }
      if (random.nextInt(8) == 0) {
        return false;
      }
      SettleReply reply = await(claims.settle(settlement));
      see(reply);
      boolean done = true;
      if (reply instanceof SettleReply.Settled settled) {
        seen.add(Path.SETTLED);
        see(then == Settlement.Then.QUEUE && !settled.done(), Path.HANDED_BACK);
        see(then == Settlement.Then.WAIT && !settled.done(), Path.WAITED);
        again(settlement, settled);
        done = settled.done();
      }
      return done || then != Settlement.Then.KEEP;
    }

    private void again(Settlement settlement, SettleReply.Settled before) {
      if (await(claims.settle(settlement)) instanceof SettleReply.Settled settled) {
        assertThat(settled.open()).isEqualTo(before.open());
        seen.add(Path.SETTLED_BEFORE);
      }
    }

    void deliverAll() {
      for (Held batch : List.copyOf(held.values())) {
        batch.open().forEach(batch::deliver);
        await(claims.settle(batch.settlement(Settlement.Then.KEEP)));
      }
      held.clear();
    }
  }

  /** A batch in a worker's hands. */
  private final class Held {

    private final ClaimedBatch batch;
    private final BitSet delivered = new BitSet();
    private final Map<Integer, Retry> retries = new HashMap<>();
    private long seq;

    Held(ClaimedBatch batch) {
      this.batch = batch;
      batch.retries().forEach(retry -> retries.put(retry.position(), retry));
    }

    void sendSome() {
      open().filter(position -> random.nextInt(3) == 0).forEach(this::send);
    }

    private void send(int position) {
      if (random.nextInt(4) == 0) {
        retries.put(position, new Retry(position, Instant.now().plusMillis(20), 1, 0));
      } else {
        deliver(position);
      }
    }

    private void deliver(int position) {
      retries.remove(position);
      delivered.set(position);
      answered2xx.add(batch.targets().get(position).index());
    }

    private IntStream open() {
      return IntStream.range(0, batch.targets().size())
          .filter(position -> !batch.settled().get(position) && !delivered.get(position));
    }

    Settlement intending(int position) {
      intended.add(batch.targets().get(position).index());
      return Fleet.intending(
          settlement(Settlement.Then.KEEP), Fleet.ended(batch, position, TargetState.FAILED));
    }

    Settlement settlement(Settlement.Then then) {
      seq++;
      return Fleet.settlement(
          batch, seq, (BitSet) delivered.clone(), List.of(), List.copyOf(retries.values()), then);
    }
  }
}
