package dev.bonghwa.queue.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.bonghwa.redis.ScriptReply;
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

  /** The batch as a claim answered it. */
  static Held of(int claim, ScriptReply batch, int size, String heard) {
    int number = (int) batch.number(0);
    Held held = new Held(number, claim, size, batch.flag(4));
    for (int position = 0; position < size; position++) {
      byte[] bits = batch.bytes(2);
      held.settled |= bits.length == 0 ? 0 : bits[0] & 1 << position;
    }
    JobInStore.notBefores(new String(batch.bytes(3), ISO_8859_1))
        .forEach((pos, at) -> held.tries.put(pos, (int) ((at - ScriptRig.NOW) / 1_000)));
    held.heard = heard;
    return held;
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

  private void answered() {
    attempts++;
    news = true;
    intent = -1;
    intentKnown = false;
  }

  void deliver(int position) {
    answered();
    delivered |= 1 << position;
    triesChanged |= tries.remove(position) != null;
  }

  void end(int position, String state) {
    answered();
    ends.put(position, state);
    triesChanged |= tries.remove(position) != null;
  }

  void putOff(int position) {
    answered();
    tries.merge(position, 1, Integer::sum);
    triesChanged = true;
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
