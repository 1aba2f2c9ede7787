package dev.bonghwa.queue;

import static dev.bonghwa.queue.Fleet.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random workers on the real scripts: they claim, steal, settle, die, and every call of theirs may
 * be doubled or run much later. Whatever happens, each target ends once and the numbers add up.
 */
@ExtendWith(RedisExtension.class)
class QueueModelIT {

  private static final int BATCHES = 4;
  private static final int SIZE = 5;
  private static final int STEPS = 250;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

  private Random random = new Random();
  private Fleet fleet;
  private JobId job;
  private final Set<String> answered2xx = new HashSet<>();
  private final List<Runnable> lateCopies = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyTargetEndsOnceWhateverTheWorkersDo(long seed, EmbeddedRedis redis) {
    random = new Random(seed);
    fleet = new Fleet(redis.uri().toString());
    job = fleet.submit(BATCHES, SIZE);
    List<Worker> workers = new ArrayList<>(List.of(new Worker("a"), new Worker("b")));

    for (int step = 0; step < STEPS && !isOver(); step++) {
      act(workers, step);
      checkSums();
    }
    finish();

    assertThat(fleet.job(job).count(TargetState.DELIVERED)).isEqualTo(answered2xx.size());
    lateCopies.forEach(Runnable::run);
    checkSums();
    fleet.close();
  }

  private void act(List<Worker> workers, int step) {
    int at = random.nextInt(workers.size());
    switch (random.nextInt(10)) {
      case 0 -> await(fleet.upkeep.pass());
      case 1 ->
          lateCopies.stream()
              .skip(random.nextInt(lateCopies.size() + 1))
              .findFirst()
              .ifPresent(Runnable::run);
      case 2 -> workers.set(at, random.nextInt(4) == 0 ? new Worker("w" + step) : workers.get(at));
      case 3, 4 -> workers.get(at).claim();
      default -> workers.get(at).settle();
    }
  }

  private void finish() {
    Worker last = new Worker("last");
    await()
        .atMost(ENDS_WITHIN)
        .until(
            () -> {
              await(fleet.upkeep.pass());
              last.claim();
              last.deliverAll();
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
      assertThat(now.count(TargetState.DELIVERED)).isEqualTo(bits());
    }
  }

  private long bits() {
    return await(fleet.redis.commands().hvals(fleet.redis.keys().settled(job))).stream()
        .mapToLong(bytes -> BitSet.valueOf(bytes).cardinality())
        .sum();
  }

  /** One instance: what it holds, and what it has done with it. */
  private final class Worker {

    private final BatchClaims claims;
    private final Map<ClaimedBatch, Held> held = new HashMap<>();

    Worker(String boot) {
      claims = fleet.claims(random.nextBoolean() ? Fleet.NODE : Fleet.OTHER, boot);
    }

    void claim() {
      ClaimCall call = claims.claim(job, 1 + random.nextInt(2), random.nextBoolean());
      if (random.nextInt(4) == 0) {
        lateCopies.add(() -> await(call.run()));
        return;
      }
      if (random.nextInt(4) == 0) {
        await(call.run());
      }
      if (await(call.run()) instanceof ClaimReply.Claimed claimed) {
        claimed.batches().forEach(batch -> held.put(batch, new Held(batch)));
      }
    }

    void settle() {
      held.values().stream()
          .skip(random.nextInt(held.size() + 1))
          .findFirst()
          .ifPresent(this::settle);
    }

    private void settle(Held batch) {
      batch.sendSome();
      Settlement.Then then =
          switch (random.nextInt(6)) {
            case 0 -> Settlement.Then.QUEUE;
            case 1 -> batch.retries.isEmpty() ? Settlement.Then.KEEP : Settlement.Then.WAIT;
            default -> Settlement.Then.KEEP;
          };
      Settlement settlement = batch.settlement(then);
      if (random.nextInt(3) == 0) {
        lateCopies.add(() -> await(claims.settle(settlement)));
      }
      if (random.nextInt(8) == 0) {
        return;
      }
      SettleReply reply = await(claims.settle(settlement));
      if (then != Settlement.Then.KEEP
          || !(reply instanceof SettleReply.Settled settled)
          || settled.done()) {
        held.remove(batch.batch);
      }
    }

    void deliverAll() {
      for (Held batch : List.copyOf(held.values())) {
        batch.deliverRest();
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
      for (int position = 0; position < batch.targets().size(); position++) {
        if (isOpen(position) && random.nextInt(3) == 0) {
          send(position);
        }
      }
    }

    void deliverRest() {
      for (int position = 0; position < batch.targets().size(); position++) {
        if (isOpen(position)) {
          deliver(position);
        }
      }
    }

    private void send(int position) {
      switch (random.nextInt(4)) {
        case 0 -> retries.put(position, new Retry(position, Instant.now().plusMillis(20), 1, 0));
        default -> deliver(position);
      }
    }

    private void deliver(int position) {
      retries.remove(position);
      delivered.set(position);
      answered2xx.add(batch.number() + ":" + position);
    }

    private boolean isOpen(int position) {
      return !batch.settled().get(position) && !delivered.get(position);
    }

    Settlement settlement(Settlement.Then then) {
      seq++;
      return Fleet.settlement(
          batch, seq, (BitSet) delivered.clone(), List.of(), List.copyOf(retries.values()), then);
    }
  }
}
