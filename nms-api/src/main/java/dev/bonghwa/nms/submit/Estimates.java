package dev.bonghwa.nms.submit;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.plan.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Says how long work will probably take, and what will probably not be done in time. */
public final class Estimates {
  private final Fleet fleet;
  private final Admission admission;

  Estimates(Fleet fleet, Admission admission) {
    this.fleet = fleet;
    this.admission = admission;
  }

  /**
   * Of a job that was or would be submitted now. Empty when all goes well or nothing is known;
   * never stands in the way of an accepted job.
   *
   * @param counted whether the job is already among those that wait
   */
  Optional<String> warning(long targets, Duration expiresIn, boolean counted)
      throws InterruptedException {
    try {
      Optional<String> nobody = nobody();
      long waiting = waitingBeside(counted ? targets : 0);
      return nobody.isPresent() ? nobody : tooSlow(waiting, targets, expiresIn);
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

  /**
   * Seconds until the job has ended; empty when nobody can know. A job that moves goes on as it
   * does, by whatever ways; one that does not comes after all that waits.
   *
   * @param moves targets of it that were seen ending per second
   */
  public OptionalLong eta(Job job, OptionalDouble moves) throws InterruptedException {
    if (job.finished() != null) {
      return OptionalLong.of(0);
    }
    if (job.state() != JobState.RUNNING) {
      return OptionalLong.empty();
    }
    double rate = moves.orElse(0);
    return rate > 0
        ? OptionalLong.of((long) Math.ceil(job.open() / rate))
        : afterTheOthers(job, moves.isPresent());
  }

  /** What waits for its own time only is done then, whatever the fleet could do. */
  private OptionalLong afterTheOthers(Job job, boolean wasWatched) throws InterruptedException {
    if (wasWatched && job.count(TargetState.PENDING) == 0) {
      return OptionalLong.empty();
    }
    try {
      return fleet.pace().seconds(waitingBeside(job.open()), job.open());
    } catch (Problem unknown) {
      return OptionalLong.empty();
    }
  }

  private Optional<String> nobody() throws InterruptedException {
    return fleet.serving() == 0
        ? Optional.of("no node is alive: the job waits for one")
        : Optional.empty();
  }

  private long waitingBeside(long own) throws InterruptedException {
    return Math.max(0, admission.waiting() - own);
  }

  private Optional<String> tooSlow(long waiting, long targets, Duration expiresIn) {
    Pace pace = fleet.pace();
    long late = pace.late(waiting, targets, expiresIn);
    return late == 0
        ? Optional.empty()
        : Optional.of(
            "at the %.0f requests a second that the nodes and their egress may be counted on for, about %,d targets will expire"
                .formatted(pace.perSecond(), late));
  }
}
