package dev.bonghwa.worker.deliver;

import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.ClaimedBatch;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How many batches keep the permits busy and no more: what lies here cannot be sent by another
 * node.
 */
final class Appetite {

  /** Ready targets for this long bridge the way to Redis and back for more. */
  private static final double AHEAD_SECONDS = 0.3;

  /** With a limited egress permits say nothing: this long is enough. */
  private static final double LIMITED_SECONDS = 2;

  /** What is there is sent in no time. */
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  /** Room may come any moment. */
  private static final Duration SOON = Duration.ofMillis(100);

  /** What is ahead of a limited egress lasts much longer. */
  private static final Duration SOME_TIME = Duration.ofMillis(500);

  private static final int ROUND_TRIPS = 4;

  /**
   * 100,000 targets a second, of 500 a batch, when it takes two round trips of 100 ms to pop and to
   * claim, and as long as half of that to read so many.
   */
  private static final int MOST_AT_ONCE = 60;

  /** With nothing left while permits are free, the rate is less than what could be sent. */
  private static final int GROWTH = 4;

  private static final double GROWN_SECONDS = 2;

  /** Who asks for more so long after it has other reasons. */
  private static final Duration GROWS_WITHIN = Duration.ofSeconds(10);

  private static final int USUAL_BATCH = 500;

  /** Of the heap, as a divisor, that targets may take. */
  private static final int HEAP_SHARE = 4;

  /** A small batch, such as a job's last, says little of the next: what is known shrinks slowly. */
  private static final double KEPT = 0.75;

  private final DeliveryTools tools;
  private int batchSize = USUAL_BATCH;
  private long batchBytes = 1;
  private int lastClaim;
  private boolean starved;
  private long starvedAt;

  Appetite(DeliveryTools tools) {
    this.tools = tools;
    this.starvedAt = tools.loop().nanoTime() - GROWS_WITHIN.toNanos();
  }

  /** These came by one claim. */
  void saw(List<ClaimedBatch> claimed) {
    var sizes = claimed.stream().mapToInt(batch -> batch.targets().size()).summaryStatistics();
    long mostBytes = claimed.stream().mapToLong(ClaimedBatch::targetBytes).max().orElse(0);
    double kept = lastClaim == 0 ? 0 : KEPT; // of a guess nothing
    batchSize = Math.max(Math.max(1, sizes.getMax()), (int) (kept * batchSize));
    batchBytes = Math.max(Math.max(1, mostBytes), (long) (kept * batchBytes));
    lastClaim = (int) sizes.getSum();
    starved = false;
  }

  /** There were permits, and nothing that could be sent. */
  void starves() {
    starved = true;
    starvedAt = tools.loop().nanoTime();
  }

  /** So many batches are about so many targets. */
  int targets(int batches) {
    return batches * batchSize;
  }

  /** How many batches are wanted beside those held. */
  int batches(Collection<BatchDelivery> held) {
    int ready = ready(held);
    double missing = (wanted() - ready) / batchSize;
    return Math.clamp((long) Math.ceil(missing), 0, Math.min(atOnce(), more(held.size())));
  }

  private int more(int held) {
    return Math.max(0, mostHeld() - held);
  }

  /** What a claim brings is in memory twice for a moment, as it came and as it is read. */
  private int atOnce() {
    return Math.min(MOST_AT_ONCE, mostHeld() / 2);
  }

  /** Whether so many are held that those which only wait should rather go. */
  boolean isFull(int held) {
    return held >= mostHeld() / 2;
  }

  private int mostHeld() {
    return Math.clamp(
        tools.settings().heapBytes() / HEAP_SHARE / batchBytes, 2, BatchClaims.MOST_HELD);
  }

  /** How long to wait before what is held is looked at again, when it is enough. */
  Duration patience(Collection<BatchDelivery> held) {
    if (limited() < busy()) {
      return SOME_TIME;
    }
    double lasts = ready(held) / Math.max(1, tools.permits().highestPerSecond());
    double left = lasts - ROUND_TRIPS * tools.permits().roundTripSeconds();
    return Duration.ofMillis(Math.clamp((long) (left * 1e3), AT_ONCE.toMillis(), SOON.toMillis()));
  }

  private static int ready(Collection<BatchDelivery> held) {
    return held.stream().mapToInt(BatchDelivery::ready).sum();
  }

  private double wanted() {
    return Math.min(Math.max(busy(), growing()), limited());
  }

  private double busy() {
    return Math.max(tools.permits().max(), tools.permits().possiblePerSecond() * ahead());
  }

  /** After it had nothing left: four times as much. */
  private double growing() {
    long since = tools.loop().nanoTime() - starvedAt;
    boolean grows = starved && since < GROWS_WITHIN.toNanos();
    return grows ? Math.min(GROWTH * lastClaim, most()) : 0;
  }

  /** Receivers that are slow leave permits free when a batch ends, and no need for four more. */
  private double most() {
    return tools.permits().mostPerSecond() * GROWN_SECONDS;
  }

  private double ahead() {
    return AHEAD_SECONDS + ROUND_TRIPS * tools.permits().roundTripSeconds();
  }

  private double limited() {
    return Math.max(1, tools.egress().ratePerSecond() * LIMITED_SECONDS);
  }
}
