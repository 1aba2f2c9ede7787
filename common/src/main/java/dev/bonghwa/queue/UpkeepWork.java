package dev.bonghwa.queue;

/**
 * What upkeep has done.
 *
 * @param reclaimed batches whose lease had ended
 * @param slow of these those whose node still beat: it could not tell Redis in time that it sends
 * @param expired targets whose deadline had passed
 * @param quarantined batches or targets that could not be worked on
 */
public record UpkeepWork(long reclaimed, long slow, long expired, long quarantined) {

  static final UpkeepWork NONE = new UpkeepWork(0, 0, 0, 0);

  UpkeepWork and(UpkeepWork more) {
    return new UpkeepWork(
        reclaimed + more.reclaimed,
        slow + more.slow,
        expired + more.expired,
        quarantined + more.quarantined);
  }
}
