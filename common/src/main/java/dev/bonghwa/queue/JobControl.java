package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Steers a job. Workers learn of it with their next settle: 100 or 200 ms while they send, under a
 * second otherwise.
 */
public final class JobControl {

  private static final LuaScript CONTROL = LuaScript.of(JobControl.class, "job", "control");

  private final Redis redis;
  private final JobPointers pointers;

  public JobControl(Redis redis) {
    this.redis = redis;
    this.pointers = new JobPointers(redis);
  }

  /** Ends the job; what was not sent counts as cancelled. */
  public CompletionStage<Result> cancel(JobId job) {
    return control(job, "cancel", "");
  }

  /** Sends nothing more of the job until it is resumed. Its deadline goes on. */
  public CompletionStage<Result> pause(JobId job) {
    return control(job, "pause", "");
  }

  /** Goes on with a paused job. */
  public CompletionStage<Result> resume(JobId job) {
    return control(job, "resume", "");
  }

  /**
   * Ends the job because it cannot be sent; what was not sent counts as rejected.
   *
   * @param reason one line for people, without tokens
   */
  public CompletionStage<Result> stop(JobId job, String reason) {
    return control(job, "stop", reason);
  }

  /**
   * Stops the job because its message seems to be refused by everybody, unless somebody has taken
   * it.
   *
   * @param reason one line for people, without tokens
   */
  public CompletionStage<Result> refuse(JobId job, String reason) {
    return control(job, "refuse", reason);
  }

  private CompletionStage<Result> control(JobId job, String verb, String reason) {
    return redis
        .runForWord(CONTROL, List.of(redis.keys().job(job)), verb, reason, Protocol.VERSION)
        .thenApply(Result::valueOf)
        .thenCompose(
            result ->
                result == Result.DONE
                    ? pointers.visitNow(job).thenApply(visited -> result)
                    : CompletableFuture.completedStage(result));
  }

  /** What became of the wish. */
  public enum Result {
    /** The job is as it was wanted, since now or since before. */
    DONE,
    /** The job's state does not allow it. */
    WRONG_STATE,
    /** The job is not refused: it has been delivered to somebody. */
    PROVEN,
    /** The job was written by a newer program, in a protocol that this one does not know. */
    NEWER,
    /** There is no such job. */
    UNKNOWN
  }
}
