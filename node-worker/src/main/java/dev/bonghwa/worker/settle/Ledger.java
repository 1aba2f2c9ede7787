package dev.bonghwa.worker.settle;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Ended;
import dev.bonghwa.queue.Settlement.Then;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;

/**
 * What the owner of one claimed batch knows of its targets, and how much of it Redis has confirmed.
 *
 * <p>Positions are indexes into the batch's targets. What was told once is told again only after a
 * confirmation turned out wrong; ends that are not confirmed stay in every settle.
 */
public final class Ledger {

  private final ClaimedBatch batch;
  private final BitSet terminal;
  private final BitSet delivered = new BitSet();
  private final List<Ended> ends = new ArrayList<>();
  private final Waiting waiting;
  private int endsConfirmed;
  private boolean news;
  private long attempts;
  private long possibleDuplicates;
  private long answers;
  private long answersConfirmed;
  private long seq;

  /** Opens the book of a claim; the clock translates the not-befores it came with. */
  public Ledger(ClaimedBatch batch, StoreClock clock) {
    this.batch = batch;
    this.terminal = (BitSet) batch.settled().clone();
    this.waiting = new Waiting(batch.retries(), terminal, clock);
  }

  /** The batch as it was claimed. */
  public ClaimedBatch batch() {
    return batch;
  }

  /** Counts one request that was answered, or lost, as an attempt of the job. */
  public void attempted(boolean possibleDuplicate) {
    attempts++;
    answers++;
    possibleDuplicates += possibleDuplicate ? 1 : 0;
    news = true;
  }

  /** The target at this position was delivered. */
  public void delivered(int position) {
    delivered.set(position);
    close(position);
  }

  /** The target at this position ended in something else than delivered. */
  public void ended(int position, Delivery record) {
    ends.add(new Ended(position, record));
    close(position);
  }

  /** The target at this position is to be tried (again) later. */
  public void waits(int position, PastAttempts past) {
    waiting.put(position, past);
    news = true;
  }

  /** Open targets that were never answered, by position. */
  public BitSet untried() {
    var untried = new BitSet();
    untried.set(0, batch.targets().size());
    untried.andNot(terminal);
    waiting.targets().keySet().forEach(untried::clear);
    return untried;
  }

  /** What earlier attempts of this target left to remember. */
  public PastAttempts past(int position) {
    return waiting.targets().getOrDefault(position, PastAttempts.NONE);
  }

  /** Whether something waits, and all that does does so until after these nanoseconds. */
  public boolean waitsBeyond(long nanos) {
    return waiting.isBeyond(nanos);
  }

  /** Targets that wait or are tried again, by position. */
  public SortedMap<Integer, PastAttempts> past() {
    return waiting.targets();
  }

  /** Whether this target is terminal. */
  public boolean isTerminal(int position) {
    return terminal.get(position);
  }

  /** Targets that are not terminal, told or untold. */
  public int open() {
    return batch.targets().size() - terminal.cardinality();
  }

  /** Whether there is something that no settle has carried yet. */
  public boolean hasNews() {
    return news || endsConfirmed < ends.size();
  }

  /** Answers that no confirmed settle has carried. */
  public long unconfirmed() {
    return answers - answersConfirmed;
  }

  /** Writes the next settle; letting go waits until all unconfirmed ends fit into one. */
  Draft draft(StoreClock clock, long now, Owner owner, boolean renew) {
    int last = Math.min(ends.size(), endsConfirmed + Settlement.MOST_ENDED);
    var settlement =
        new Settlement(
            batch.job(),
            batch.number(),
            batch.claim(),
            ++seq,
            (BitSet) delivered.clone(),
            List.copyOf(ends.subList(endsConfirmed, last)),
            waiting.news(clock, now),
            attempts,
            possibleDuplicates,
            renew && owner.progressing(),
            last == ends.size() ? owner.then() : Then.KEEP,
            owner.intent());
    news = false;
    return new Draft(settlement, answers, last, openAfter(last));
  }

  /** Takes the confirmation of a draft; returns how many answers it confirmed. */
  long confirmed(Draft draft) {
    long confirmed = draft.answers() - answersConfirmed;
    answersConfirmed = draft.answers();
    endsConfirmed = draft.ends();
    return confirmed;
  }

  /** Redis counts differently: everything known of this claim has to be told again. */
  void tellAgain() {
    endsConfirmed = 0;
    waiting.tellAgain();
    news = true;
  }

  private void close(int position) {
    terminal.set(position);
    waiting.remove(position);
    news = true;
  }

  private int openAfter(int last) {
    BitSet told = (BitSet) batch.settled().clone();
    told.or(delivered);
    ends.subList(0, last).forEach(end -> told.set(end.position()));
    return batch.targets().size() - told.cardinality();
  }

  /**
   * One settle and what its confirmation will mean.
   *
   * @param answers answers told by it and all before
   * @param ends ends told by it and all before
   * @param open targets that Redis must count as open after it
   */
  record Draft(Settlement settlement, long answers, int ends, int open) {}
}
