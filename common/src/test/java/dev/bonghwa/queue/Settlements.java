package dev.bonghwa.queue;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of the queue settle. */
final class Settlements {

  /** A time that no test lives to see. */
  static final Instant LATER = Instant.ofEpochMilli(4_000_000_000_000L);

  private Settlements() {}

  static BitSet positions(int... positions) {
    BitSet bits = new BitSet();
    for (int position : positions) {
      bits.set(position);
    }
    return bits;
  }

  static Settlement delivered(ClaimedBatch batch, long seq, BitSet delivered) {
    return settlement(batch, seq, delivered, List.of(), null, Settlement.Then.KEEP);
  }

  /** Delivered these, and ended those otherwise. */
  static Settlement ending(
      ClaimedBatch batch, long seq, BitSet delivered, Settlement.Ended... ended) {
    return settlement(batch, seq, delivered, List.of(ended), null, Settlement.Then.KEEP);
  }

  /** Ended nothing; these retries are all that it waits for. */
  static Settlement retrying(ClaimedBatch batch, long seq, Settlement.Then then, Retry... retries) {
    return settlement(batch, seq, new BitSet(), List.of(), List.of(retries), then);
  }

  /** Delivered these, and leaves the rest to whoever claims it next. */
  static Settlement givingBack(ClaimedBatch batch, long seq, BitSet delivered) {
    return settlement(batch, seq, delivered, List.of(), null, Settlement.Then.QUEUE);
  }

  /** Of a target that is tried again, but not in a test. */
  static Retry waiting(int position) {
    return new Retry(position, LATER, 1, 0);
  }

  static Settlement settlement(
      ClaimedBatch batch,
      long seq,
      BitSet delivered,
      List<Settlement.Ended> ended,
      @Nullable List<Retry> retries,
      Settlement.Then then) {
    return new Settlement(
        batch.job(),
        batch.number(),
        batch.claim(),
        seq,
        delivered,
        ended,
        retries,
        seq * 10,
        seq,
        true,
        then,
        null);
  }

  /** The same settle of a batch with a request that hangs. */
  static Settlement notRenewing(Settlement s) {
    return copy(s, false, s.intent());
  }

  /** The same settle of a careful claim that is about to send that target. */
  static Settlement intending(Settlement s, Settlement.Ended intent) {
    return copy(s, s.renew(), intent);
  }

  private static Settlement copy(Settlement s, boolean renew, Settlement.@Nullable Ended intent) {
    return new Settlement(
        s.job(),
        s.batch(),
        s.claim(),
        s.seq(),
        s.delivered(),
        s.ended(),
        s.retries(),
        s.attempts(),
        s.possibleDuplicates(),
        renew,
        s.then(),
        intent);
  }

  static Settlement.Ended ended(ClaimedBatch batch, int position, TargetState state) {
    Target target = batch.targets().get(position);
    return new Settlement.Ended(
        position,
        new Delivery(
            target.index(), target.address(), state, 404, 1, Instant.ofEpochMilli(1_000), "why"));
  }
}
