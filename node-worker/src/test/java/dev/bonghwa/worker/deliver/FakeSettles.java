package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobState;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.SettleReply;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.worker.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The settle script in a few lines, with a reply that a test can hold back or spoil. */
final class FakeSettles {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Every settle in the order of its call, repeats included. */
  final List<Settlement> calls = new ArrayList<>();

  JobState state = JobState.RUNNING;
  SettleReply.Left left = new SettleReply.Left(0, 0);
  boolean proven;
  boolean down;
  boolean holding;
  boolean stale;
  boolean forgetful;

  private final EventLoop loop;
  private final long start;
  private final Map<Integer, BitSet> bits = new HashMap<>();
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final List<Runnable> held = new ArrayList<>();

  FakeSettles(EventLoop loop) {
    this.loop = loop;
    this.start = loop.nanoTime();
  }

  Instant now() {
    return START.plus(Duration.ofNanos(loop.nanoTime() - start));
  }

  void know(ClaimedBatch batch) {
    bits.put(batch.number(), (BitSet) batch.settled().clone());
    sizes.put(batch.number(), batch.targets().size());
  }

  CompletionStage<SettleReply> settle(Settlement settlement) {
    calls.add(settlement);
    if (down) {
      return CompletableFuture.failedStage(new IOException("down"));
    }
    var reply = new CompletableFuture<SettleReply>();
    held.add(() -> reply.complete(stale ? new SettleReply.Stale() : write(settlement)));
    if (!holding) {
      releaseAll();
    }
    return reply;
  }

  /** Runs and answers what was held back. */
  void releaseAll() {
    held.forEach(Runnable::run);
    held.clear();
  }

  Settlement last() {
    return calls.getLast();
  }

  /** Of all targets that ended in something else than delivered, in the order of the calls. */
  List<Delivery> records() {
    return calls.stream()
        .flatMap(settle -> settle.ended().stream())
        .map(Settlement.Ended::delivery)
        .toList();
  }

  private SettleReply write(Settlement s) {
    var settled = bits.get(s.batch());
    if (!forgetful) {
      settled.or(s.delivered());
      s.ended().forEach(end -> settled.set(end.position()));
    }
    forgetful = false;
    proven |= !s.delivered().isEmpty();
    int open = sizes.get(s.batch()) - settled.cardinality();
    return new SettleReply.Settled(
        state, s.seq(), open, proven, open == 0, needsTime(s, open) ? now() : null, left);
  }

  /** A settle that has no need of the time does not tell it. */
  private static boolean needsTime(Settlement s, int open) {
    return switch (s.then()) {
      case KEEP -> open > 0 && s.renew();
      case QUEUE -> open > 0;
      case WAIT -> false;
      case QUARANTINE -> true;
    };
  }
}
