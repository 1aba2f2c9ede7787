package dev.bonghwa.nms.submit;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.nodes.Fleet;
import java.util.Optional;

/** Says at the submit what will probably not be done in time. */
final class Estimates {
  private final Fleet fleet;
  private final Admission admission;

  Estimates(Fleet fleet, Admission admission) {
    this.fleet = fleet;
    this.admission = admission;
  }

  /** Empty when all goes well or nothing is known; never stands in the way of an accepted job. */
  Optional<String> warning(JobSpec spec) throws InterruptedException {
    try {
      Optional<String> nobody = nobody();
      return nobody.isPresent() ? nobody : tooSlow(spec);
    } catch (Problem unknown) {
      return Optional.empty();
    }
  }

  /** The same for a job that was accepted before: how long it takes, its own answers say. */
  Optional<String> warning(Job job) throws InterruptedException {
    try {
      return job.finished() == null ? nobody() : Optional.empty();
    } catch (Problem unknown) {
      return Optional.empty();
    }
  }

  private Optional<String> nobody() throws InterruptedException {
    return fleet.serving() == 0
        ? Optional.of("no node is alive: the job waits for one")
        : Optional.empty();
  }

  private Optional<String> tooSlow(JobSpec spec) throws InterruptedException {
    double rate = fleet.knownRate();
    double inTime = rate * spec.expiresIn().toSeconds() - admission.waiting();
    long late = Math.round(Math.min(spec.total(), spec.total() - inTime));
    return rate == 0 || late <= 0
        ? Optional.empty()
        : Optional.of(
            "at the %.0f deliveries a second that the nodes are known to reach, about %,d targets will expire"
                .formatted(rate, late));
  }
}
