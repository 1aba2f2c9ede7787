package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.receiver.Snapshot.JobCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the segments of the log. */
final class Tally {
  private final Map<Integer, Long> byStatus = new TreeMap<>();
  private final Map<Ending, Long> byEnding = new EnumMap<>(Ending.class);
  private final List<JobSums> jobs = new ArrayList<>();
  private long requests;
  private long early;
  private long toGone;
  private long gone;

  private static final class JobSums {
    private long requests;
    private long webhooks;
    private long answered2xx;
    private long duplicate2xx;

    JobCount count() {
      return new JobCount(requests, webhooks, answered2xx, duplicate2xx);
    }
  }

  void request(int status, Ending ending, boolean isEarly, boolean isToGone) {
    requests++;
    byEnding.merge(ending, 1L, Long::sum);
    early += isEarly ? 1 : 0;
    toGone += isToGone ? 1 : 0;
    if (status != 0) {
      byStatus.merge(status, 1L, Long::sum);
    }
  }

  void account(int job, int accountRequests, int complete, int cutInBody) {
    JobSums sums = sums(job);
    sums.requests += accountRequests;
    sums.webhooks++;
    sums.answered2xx += complete + cutInBody > 0 ? 1 : 0;
    sums.duplicate2xx += Math.max(0, complete - 1);
  }

  private JobSums sums(int job) {
    while (jobs.size() <= job) {
      jobs.add(new JobSums());
    }
    return jobs.get(job);
  }

  void webhookIsGone(boolean isGone) {
    gone += isGone ? 1 : 0;
  }

  Snapshot snapshot(List<String> names) {
    Map<String, JobCount> counts = new LinkedHashMap<>();
    for (int job = 0; job < jobs.size(); job++) {
      counts.put(names.get(job), jobs.get(job).count());
    }
    long cut = of(Ending.CUT_IN_BODY) + of(Ending.CUT_IN_HEAD);
    return new Snapshot(
        requests,
        of(Ending.OPEN),
        cut,
        of(Ending.UNANSWERED),
        early,
        toGone,
        gone,
        byStatus,
        counts);
  }

  private long of(Ending ending) {
    return byEnding.getOrDefault(ending, 0L);
  }
}
