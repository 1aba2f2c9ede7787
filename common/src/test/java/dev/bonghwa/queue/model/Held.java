package dev.bonghwa.queue.model;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a worker knows of a batch that it has claimed; positions are bits of an integer. */
final class Held {

  final int batch;
  final int claim;
  final int size;
  final boolean careful;
  int settled;
  int delivered;

  /** Other ends that no confirmed settle has carried. */
  SortedMap<Integer, String> ends = new TreeMap<>();

  int endsTold;

  /** Tries of each target that was answered and has not ended. */
  SortedMap<Integer, Integer> tries = new TreeMap<>();

  boolean triesChanged;
  boolean news;
  int attempts;
  int seq;
  String heard = "running";

  /** The position that a careful owner is about to send, -1 for none, and whether it is known. */
  int intent = -1;

  boolean intentKnown;

  /** The settle that is on its way, repeated word for word until it is answered. */
  @Nullable Draft draft;

  /**
   * A settle and what its confirmation will mean.
   *
   * @param ends those that it carries, by bits
   */
  record Draft(Call call, String then, int ends, int intent, int open) {}

  Held(int batch, int claim, int size, boolean careful) {
    this.batch = batch;
    this.claim = claim;
    this.size = size;
    this.careful = careful;
  }

  Held copy() {
    Held copy = new Held(batch, claim, size, careful);
    copy.settled = settled;
    copy.delivered = delivered;
    copy.ends = new TreeMap<>(ends);
    copy.endsTold = endsTold;
    copy.tries = new TreeMap<>(tries);
    copy.triesChanged = triesChanged;
    copy.news = news;
    copy.attempts = attempts;
    copy.seq = seq;
    copy.heard = heard;
    copy.intent = intent;
    copy.intentKnown = intentKnown;
    copy.draft = draft;
    return copy;
  }

  boolean isOpen(int position) {
    return ((settled | delivered | endsTold) >> position & 1) == 0 && !ends.containsKey(position);
  }

  boolean isWhollyEnded() {
    for (int position = 0; position < size; position++) {
      if (isOpen(position)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that is open waits, and some of it since this claim: then it may let go. */
  boolean onlyWaits() {
    for (int position = 0; position < size; position++) {
      if (isOpen(position) && !tries.containsKey(position)) {
        return false;
      }
    }
    return !tries.isEmpty() && attempts > 0;
  }

  @Override
  public String toString() {
    return batch
        + "#"
        + claim
        + ":"
        + settled
        + "|"
        + delivered
        + ends
        + endsTold
        + tries
        + triesChanged
        + news
        + attempts
        + "|"
        + seq
        + heard
        + intent
        + intentKnown
        + careful
        + draft;
  }
}
