package dev.bonghwa.nms.metrics;

import dev.bonghwa.job.JobSpec;
import dev.bonghwa.queue.Backlog;
import dev.bonghwa.queue.JobUpkeep;
import java.time.Duration;

/** Counts nothing. */
final class NoMetrics implements NmsMetrics {
  @Override
  public void answered(String method, String route, int status, Duration took) {}

  @Override
  public void accepted(int targets, JobSpec.Excluded excluded) {}

  @Override
  public void replayed() {}

  @Override
  public void passed(JobUpkeep.Pass pass, Duration took) {}

  @Override
  public void passFailed() {}

  @Override
  public void seen(Backlog.Size backlog, int nodesAlive) {}
}
