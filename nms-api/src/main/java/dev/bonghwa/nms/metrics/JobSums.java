package dev.bonghwa.nms.metrics;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The jobs that have not ended, as sums.
 *
 * @param jobs how many are in each state
 * @param targets how many of their targets are in each state
 * @param oldest the age of the oldest
 * @param neededRate targets a second that have to end from now on, lest some expire
 */
public record JobSums(
    Map<JobState, Long> jobs, Map<TargetState, Long> targets, Duration oldest, double neededRate) {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  public JobSums {
    jobs = Map.copyOf(jobs);
    targets = Map.copyOf(targets);
  }

  /** Of these jobs, none of which has ended, by Redis TIME. */
  public static JobSums of(List<Job> jobs, Instant now) {
    return new JobSums(
        jobs.stream().collect(Collectors.groupingBy(Job::state, Collectors.counting())),
        targets(jobs),
        jobs.stream()
            .map(job -> Duration.between(job.created(), now))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO),
        neededRate(jobs, now));
  }

  private static Map<TargetState, Long> targets(List<Job> jobs) {
    Map<TargetState, Long> sums = new EnumMap<>(TargetState.class);
    jobs.forEach(
        job -> job.counts().forEach((state, count) -> sums.merge(state, count, Long::sum)));
    return sums;
  }

  /** All that is due by a deadline has to be done by then: the steepest of these slopes counts. */
  private static double neededRate(List<Job> jobs, Instant now) {
    List<Job> byDeadline = jobs.stream().sorted(Comparator.comparing(Job::deadline)).toList();
    double steepest = 0;
    long due = 0;
    for (Job job : byDeadline) {
      due += job.open();
      steepest = Math.max(steepest, due / secondsUntil(job.deadline(), now));
    }
    return steepest;
  }

  private static double secondsUntil(Instant deadline, Instant now) {
    Duration left = Duration.between(now, deadline);
    return (left.compareTo(AT_ONCE) > 0 ? left : AT_ONCE).toMillis() / 1e3;
  }
}
