package dev.bonghwa.queue;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.redis.Redis;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Pages through the targets that were not delivered: first those with a record of their own, then
 * those that ended with their batch or job, of which only the zero bit tells.
 *
 * <p>A cursor is {@code f:SCAN:SKIP} among the records and {@code b:BATCH:SKIP} among the batches.
 * A page is filled by as many steps of the scan, or batches, as one request may cost; so it may be
 * short, or empty, though there are more.
 */
final class DeliveryPages {

  private static final int MOST_STEPS = 100;

  private final Redis redis;
  private final JobId job;
  private final Set<TargetState> states;
  private final int limit;

  DeliveryPages(Redis redis, JobId job, Set<TargetState> states, int limit) {
    this.redis = redis;
    this.job = job;
    this.states = Set.copyOf(states);
    this.limit = limit;
  }

  CompletionStage<Page<Delivery>> from(@Nullable String cursor) {
    return fill(List.of(), cursor == null ? "f:0:0" : cursor, MOST_STEPS);
  }

  private CompletionStage<Page<Delivery>> fill(List<Delivery> found, String cursor, int steps) {
    return step(cursor, limit - found.size())
        .thenCompose(
            page -> {
              List<Delivery> all = new ArrayList<>(found);
              all.addAll(page.items());
              return all.size() == limit || page.next() == null || steps == 1
                  ? CompletableFuture.completedStage(new Page<>(all, page.next()))
                  : fill(all, page.next(), steps - 1);
            });
  }

  private CompletionStage<Page<Delivery>> step(String cursor, int most) {
    String[] parts = cursor.split(":");
    if (parts.length != 3 || !parts[1].matches("\\d{1,19}") || !parts[2].matches("\\d{1,9}")) {
      throw new IllegalArgumentException("not a cursor of this list");
    }
    int skip = Integer.parseInt(parts[2]);
    return switch (parts[0]) {
      case "f" -> records(parts[1], skip, most);
      case "b" -> derived(Integer.parseInt(parts[1]), skip, most);
      default -> throw new IllegalArgumentException("not a cursor of this list");
    };
  }

  private CompletionStage<Page<Delivery>> records(String scan, int skip, int most) {
    return redis
        .commands()
        .hscan(redis.keys().failures(job), ScanCursor.of(scan), ScanArgs.Builder.limit(limit))
        .thenApply(step -> page(decode(step), skip, most, "f:" + scan, after(step)));
  }

  private static String after(MapScanCursor<String, byte[]> step) {
    return step.isFinished() ? "b:0:0" : "f:" + step.getCursor() + ":0";
  }

  private static List<Delivery> decode(MapScanCursor<String, byte[]> step) {
    return step.getMap().entrySet().stream()
        .map(record -> DeliveryCodec.decode(record.getKey(), record.getValue()))
        .toList();
  }

  private CompletionStage<Page<Delivery>> derived(int batch, int skip, int most) {
    return redis
        .commands()
        .hgetall(redis.keys().job(job))
        .thenApply(JobHash::new)
        .thenCompose(
            hash -> {
              long batches = hash.number("batches");
              boolean any = hash.has("finished") && hash.number("derived") > 0;
              return any && batch < batches
                  ? batch(batch, hash)
                      .thenApply(ends -> page(ends, skip, most, "b:" + batch, next(batch, batches)))
                  : CompletableFuture.completedStage(new Page<>(List.of(), null));
            });
  }

  private static @Nullable String next(int batch, long batches) {
    return batch + 1 < batches ? "b:" + (batch + 1) + ":0" : null;
  }

  private CompletionStage<List<Delivery>> batch(int batch, JobHash hash) {
    String field = Integer.toString(batch);
    CompletableFuture<byte[]> line = get(redis.keys().batches(job), field);
    CompletableFuture<byte[]> targets = get(redis.keys().targets(job), field);
    CompletableFuture<byte[]> settled = get(redis.keys().settled(job), field);
    return CompletableFuture.allOf(line, targets, settled)
        .thenApply(
            all -> {
              char state = line.join().length == 0 ? 'X' : (char) line.join()[0];
              // Of a batch that is done every target ended by itself, and it may have no bits.
              return state == 'X' || state == 'D' || targets.join().length == 0
                  ? List.<Delivery>of()
                  : ends(verdict(state, hash), targets.join(), settled.join(), hash);
            });
  }

  private CompletableFuture<byte[]> get(String key, String field) {
    return redis
        .commands()
        .hget(key, field)
        .thenApply(value -> value == null ? new byte[0] : value)
        .toCompletableFuture();
  }

  private static TargetState verdict(char batchState, JobHash hash) {
    boolean stopped = hash.text("state").equals(JobState.STOPPED.word());
    return batchState == 'E'
        ? TargetState.EXPIRED
        : stopped ? TargetState.REJECTED : TargetState.CANCELLED;
  }

  private static List<Delivery> ends(TargetState state, byte[] packed, byte[] bits, JobHash hash) {
    BitSet settled = BitSet.valueOf(bits);
    Instant at = Instant.ofEpochMilli(hash.number("finished"));
    List<Target> targets = TargetsCodec.decode(packed);
    List<Delivery> ends = new ArrayList<>();
    for (int i = settled.nextClearBit(0); i < targets.size(); i = settled.nextClearBit(i + 1)) {
      Target target = targets.get(i);
      ends.add(
          new Delivery(target.index(), target.address(), state, 0, 0, at, hash.text("reason")));
    }
    return ends;
  }

  private Page<Delivery> page(
      List<Delivery> all, int skip, int most, String here, @Nullable String afterwards) {
    List<Delivery> rest = all.stream().skip(skip).toList();
    List<Delivery> now = rest.stream().limit(most).toList();
    List<Delivery> wanted = now.stream().filter(d -> states.contains(d.state())).toList();
    return new Page<>(wanted, rest.size() > most ? here + ":" + (skip + most) : afterwards);
  }
}
