package dev.bonghwa.queue;

import dev.bonghwa.job.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a settle was answered. */
public sealed interface SettleReply {

  /**
   * It is written.
   *
   * @param state of the job
   * @param seq the last settle of the batch that was taken
   * @param open targets of the batch that have not ended
   * @param proven whether any endpoint has taken the job's message yet
   * @param done whether the batch is over
   * @param now Redis TIME; null when Redis had no need of it
   * @param left of the whole job
   */
  record Settled(
      JobState state,
      long seq,
      int open,
      boolean proven,
      boolean done,
      @Nullable Instant now,
      Left left)
      implements SettleReply {}

  /**
   * What a job has before it.
   *
   * @param open targets that have not ended
   * @param sending those of them that somebody holds, and which do not wait
   */
  record Left(long open, long sending) {}

  /** The batch is not this claim's any more: nothing was written, nothing more may be sent. */
  record Stale() implements SettleReply {}

  /**
   * What Redis holds of the batch cannot be worked on: its lease ends, upkeep sees to it.
   *
   * @param why what failed, for the log
   */
  record Broken(String why) implements SettleReply {}

  /** There is no such job any more. */
  record Unknown() implements SettleReply {}
}
