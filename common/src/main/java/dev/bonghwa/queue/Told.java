package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Of which jobs a complaint is in the log already, so that it is not repeated every second. */
final class Told {

  private static final int MOST = 1_000;

  private final Set<JobId> jobs = ConcurrentHashMap.newKeySet();

  /** True the first time, and again after it was forgotten. */
  boolean isNew(JobId job) {
    if (jobs.size() >= MOST) {
      jobs.clear();
    }
    return jobs.add(job);
  }

  void forget(JobId job) {
    jobs.remove(job);
  }
}
