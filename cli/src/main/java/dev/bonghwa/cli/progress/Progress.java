package dev.bonghwa.cli.progress;

import dev.bonghwa.cli.api.JobView;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far a job is.
 *
 * @param state the job's state as the API words it
 * @param counts targets by state as the API words them; a state that is missing counts 0
 * @param perSecond targets that end per second
 * @param etaSeconds until the last target ends, when somebody can say
 */
public record Progress(
    String state, long total, Map<String, Long> counts, double perSecond, OptionalLong etaSeconds) {

  public Progress {
    counts = Map.copyOf(counts);
  }

  /** A job as the API shows it; the pace fills in where the API does not say a rate. */
  static Progress of(JobView job, Pace pace) {
    OptionalLong eta = job.etaSeconds();
    return new Progress(
        job.state(),
        job.total(),
        job.counts(),
        job.ratePerSecond().orElse(pace.perSecond()),
        eta.isPresent() ? eta : pace.secondsFor(job.total() - job.ended()));
  }

  public long count(String targetState) {
    return counts.getOrDefault(targetState, 0L);
  }

  /** Targets that are in an end state, whichever. */
  public long ended() {
    return total - count("pending") - count("sending") - count("waiting");
  }

  /** The ended share, 0 to 1; a job without targets is done. */
  public double share() {
    return total == 0 ? 1 : (double) ended() / total;
  }
}
