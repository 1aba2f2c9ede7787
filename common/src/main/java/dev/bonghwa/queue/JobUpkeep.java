package dev.bonghwa.queue;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.registry.NodeRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs on where time has to: ended leases, due retries, deadlines, nodes that cannot serve,
 * lost tickets. Any number of programs may do this at once; a job is taken by one of them per
 * visit.
 */
public final class JobUpkeep {

  private static final Logger log = LoggerFactory.getLogger(JobUpkeep.class);
  private static final int JOBS_A_PASS = 500;

  private final NodeRegistry registry;
  private final JobVisits visits;
  private final Retention retention;
  private final RandomGenerator random;
  private final Presence presence;
  private final Serving serving = new Serving();
  private volatile boolean late;

  /**
   * Upkeep of all jobs.
   *
   * @param lease how long every lease is prolonged when Redis was away
   * @param random for the names of this life of the store and of the one that does this upkeep
   */
  public JobUpkeep(Redis redis, Duration lease, RandomGenerator random) {
    this(redis, random, new Presence(redis, lease, random, System::nanoTime));
  }

  JobUpkeep(Redis redis, RandomGenerator random, Presence presence) {
    this.random = random;
    this.presence = presence;
    this.registry = new NodeRegistry(redis);
    this.retention = new Retention(redis, Retention.Room.USUAL);
    this.visits = new JobVisits(redis, retention, serving);
  }

  /** One pass over the jobs that are due. Not to be called again before it has ended. */
  public CompletionStage<Pass> pass() {
    return presence
        .start(JOBS_A_PASS)
        .thenCombine(registry.all(), (reply, nodes) -> PassStart.read(reply, nodes, random))
        .thenCompose(this::visitAll)
        .thenCompose(pass -> retention.trim(pass.at()).thenApply(trimmed -> pass))
        .thenCompose(presence::goOn)
        .thenApply(this::tell);
  }

  private CompletionStage<Pass> visitAll(PassStart start) {
    Map<NodeId, Integer> able = serving.among(start.nodes(), start.now());
    return Windowed.each(
            start.jobs(), job -> visits.visit(job, start, able).thenCompose(presence::goOn))
        .thenApply(found -> sum(start, found));
  }

  private Pass tell(Pass pass) {
    if (pass.late() > 0 && !late) {
      log.warn(
          "A pass of upkeep was too slow for {} of its {} jobs, which wait for the next one: this"
              + " program or Redis has too much to do",
          pass.late(),
          pass.jobs());
    }
    late = pass.late() > 0;
    return pass;
  }

  private static Pass sum(PassStart start, List<Visit> visits) {
    return new Pass(
        start.now(),
        start.grace(),
        visits.size(),
        visits.stream().filter(visit -> visit.outcome() == Visit.Outcome.LATE).count(),
        visits.stream().map(Visit::work).reduce(UpkeepWork.NONE, UpkeepWork::and),
        visits.stream()
            .flatMap(visit -> visit.queues().stream())
            .map(queue -> Duration.between(queue.oldest(), start.now()))
            .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b));
  }

  /**
   * What a pass did.
   *
   * @param at its time, by Redis TIME
   * @param grace whether leases were left alone because Redis had been away
   * @param jobs visited
   * @param late of these those that it came to too late to do anything
   * @param work what it did there
   * @param oldestQueued for how long a batch of theirs has been waiting to be claimed, at most
   */
  public record Pass(
      Instant at, boolean grace, long jobs, long late, UpkeepWork work, Duration oldestQueued) {

    /** A pass that found nothing to do. */
    public static Pass idle(Instant at) {
      return new Pass(at, false, 0, 0, UpkeepWork.NONE, Duration.ZERO);
    }

    /** Whether it came too late to all of them. */
    public boolean wasVain() {
      return late > 0 && late == jobs;
    }
  }
}
