package dev.bonghwa.cli.progress;

import dev.bonghwa.cli.api.Counts;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.job.TargetState;
import java.util.OptionalLong;

/**
 * How far a job is.
 *
 * @param state the job's state as the API words it
 * @param perSecond targets that end per second
 * @param etaSeconds until the last target ends, when somebody can say
 */
public record Progress(
    String state, long total, Counts counts, double perSecond, OptionalLong etaSeconds) {

  /**
   * A job as the API shows it; the pace fills in where the API does not say a rate, and says when
   * there is enough to go by for an estimate, also for the API's.
   */
  static Progress of(JobView job, EndRate pace) {
    return new Progress(
        job.state(),
        job.total(),
        job.counts(),
        job.ratePerSecond().orElse(pace.perSecond()),
        pace.isSettled() ? estimate(job, pace) : OptionalLong.empty());
  }

  private static OptionalLong estimate(JobView job, EndRate pace) {
    OptionalLong eta = job.etaSeconds();
    return eta.isPresent() ? eta : pace.secondsFor(job.total() - job.ended());
  }

  public long count(TargetState targetState) {
    return counts.of(targetState);
  }

  /** Targets that are in an end state, whichever. */
  public long ended() {
    return total - counts.open();
  }

  /** The ended share, 0 to 1; a job without targets is done. */
  public double share() {
    return total == 0 ? 1 : (double) ended() / total;
  }
}
