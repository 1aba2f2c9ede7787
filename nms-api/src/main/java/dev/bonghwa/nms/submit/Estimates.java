package dev.bonghwa.nms.submit;

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
      return fleet.serving() == 0
          ? Optional.of("no node is alive: the job waits for one")
          : tooSlow(spec);
    } catch (Problem unknown) {
      return Optional.empty();
    }
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
