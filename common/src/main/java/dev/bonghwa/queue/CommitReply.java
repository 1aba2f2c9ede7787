package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;

/** What became of a commit. */
public sealed interface CommitReply {

  /**
   * The job is there.
   *
   * @param first whether this commit made it, rather than an earlier one of the same request
   */
  record Committed(JobId job, boolean first) implements CommitReply {}

  /** The key stands for another request. */
  record Mismatch() implements CommitReply {}

  /** Part of what was staged has expired: nothing was made, submit again. */
  record Incomplete() implements CommitReply {}
}
