package dev.bonghwa.nms.metrics;

import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.HttpMeter;
import dev.bonghwa.queue.JobUpkeep;
import java.time.Duration;

/**
 * What happens in this program, as numbers. Entries of all accepted lists = targets + duplicates +
 * gone + invalid, each counted once.
 */
public interface NmsMetrics extends HttpMeter {
  /** A job was committed, with so many targets. */
  void accepted(int targets, JobSpec.Excluded excluded);

  /** A submit met its own job of before. */
  void replayed();

  /** A pass of upkeep has ended. */
  void passed(JobUpkeep.Pass pass, Duration took);

  /** A pass of upkeep has failed. */
  void passFailed();

  /** How the fleet looked a moment ago. */
  void seen(Sight sight);
}
