package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.registry.NodeRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs on where time has to: ended leases, due retries, deadlines, nodes that cannot serve,
 * lost tickets. Any number of programs may do this at once; a job is taken by one of them per
 * visit.
 */
public final class JobUpkeep {

  private static final Logger log = LoggerFactory.getLogger(JobUpkeep.class);
  private static final LuaScript DROP = LuaScript.of(JobUpkeep.class, "drop");
  private static final LuaScript UPKEEP = LuaScript.of(JobUpkeep.class, "job", "upkeep");
  private static final Duration RING_AFTER = Duration.ofSeconds(1);

  /**
   * Between two beats that are late, and how long one who died has been silent when its lease ends:
   * it may have beaten after it last prolonged the lease, and still counts as alive then.
   */
  private static final Duration SILENT = Duration.ofSeconds(3);

  private static final int JOBS_A_PASS = 500;

  private final Redis redis;
  private final NodeRegistry registry;
  private final Tickets tickets;
  private final JobPointers pointers;
  private final Retention retention;
  private final Reservations reservations;
  private final RandomGenerator random;
  private final Pulse pulse;
  private final Serving serving = new Serving();
  private final Told failing = new Told();
  private volatile boolean late;

  /**
   * Upkeep of all jobs.
   *
   * @param lease how long every lease is prolonged when Redis was away
   * @param random for the names of this life of the store and of the one that does this upkeep
   */
  public JobUpkeep(Redis redis, Duration lease, RandomGenerator random) {
    this(redis, random, new Pulse(redis, lease, random, System::nanoTime));
  }

  JobUpkeep(Redis redis, RandomGenerator random, Pulse pulse) {
    this.redis = redis;
    this.random = random;
    this.pulse = pulse;
    this.registry = new NodeRegistry(redis);
    this.tickets = new Tickets(redis);
    this.pointers = new JobPointers(redis);
    this.retention = new Retention(redis, Retention.Room.USUAL);
    this.reservations = new Reservations(redis);
  }

  /** One pass over the jobs that are due. Not to be called again before it has ended. */
  public CompletionStage<Pass> pass() {
    return pulse
        .beat(JOBS_A_PASS)
        .thenCombine(registry.all(), (reply, nodes) -> Beat.read(reply, nodes, random))
        .thenCompose(this::visitAll)
        .thenCompose(pass -> retention.trim(pass.at()).thenApply(trimmed -> pass))
        .thenCompose(pulse::goOn)
        .thenApply(this::tell);
  }

  private CompletionStage<Pass> visitAll(Beat beat) {
    Map<NodeId, Integer> able = serving.among(beat.nodes(), beat.now());
    return Windowed.each(
            beat.jobs(),
            job ->
                visit(job, beat, able)
                    .handle((visit, e) -> visited(job, visit, e))
                    .thenCompose(pulse::goOn))
        .thenApply(visits -> sum(beat, visits));
  }

  private CompletionStage<Visit> visit(JobId job, Beat beat, Map<NodeId, Integer> able) {
    return upkeep(job, beat, Map.of())
        .thenCompose(
            first -> {
              // After Redis was away the first to beat would inherit every queue.
              Map<NodeId, NodeId> moves = beat.grace() ? Map.of() : moves(first, able);
              return moves.isEmpty()
                  ? CompletableFuture.completedStage(first)
                  : upkeep(job, beat, moves).thenApply(first::then);
            })
        .thenCompose(visit -> act(job, visit, beat));
  }

  private CompletionStage<Visit> upkeep(JobId job, Beat beat, Map<NodeId, NodeId> moves) {
    List<Object> args = new ArrayList<>();
    args.add(beat.now().toEpochMilli());
    args.add(beat.grace() ? 1 : 0);
    args.add(Protocol.VERSION);
    args.add(moves.size());
    moves.forEach(
        (node, heir) -> {
          args.add(node);
          args.add(heir);
        });
    beat.nodes().stream()
        .filter(node -> !node.isSilentFor(SILENT))
        .forEach(node -> args.add(node.status().instance()));
    return redis.run(UPKEEP, List.of(redis.keys().job(job)), args.toArray()).thenApply(Visit::read);
  }

  /** Heirs are only nodes that know the job's protocol. */
  private static Map<NodeId, NodeId> moves(Visit visit, Map<NodeId, Integer> serving) {
    Set<NodeId> able =
        serving.entrySet().stream()
            .filter(node -> node.getValue() >= visit.protocol())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<NodeId, NodeId> moves = new TreeMap<>();
    for (Visit.Queue queue : visit.queues()) {
      if (!able.contains(queue.node())) {
        Heirs.heir(queue.node(), able).ifPresent(heir -> moves.put(queue.node(), heir));
      }
    }
    return moves;
  }

  private CompletionStage<Visit> act(JobId job, Visit visit, Beat beat) {
    visit.queues().forEach(queue -> serving.queued(queue.node(), queue.oldest()));
    if (visit.missing()) {
      return drop(job, beat).thenApply(dropped -> visit);
    }
    if (visit.newer()) {
      // Whoever knows it may take it at once: it would be ours again in a second, and for ever.
      return pointers.visitNow(job).thenApply(pointed -> visit);
    }
    if (visit.finished()) {
      // Before anything may forget it: its key must go on standing for a job that was sent.
      return reservations
          .remember(job)
          .thenCompose(noted -> retention.finish(job, visit.keptUntil()))
          .thenApply(finished -> visit);
    }
    return ring(job, visit, beat).thenApply(rung -> visit);
  }

  private CompletionStage<Long> drop(JobId job, Beat beat) {
    return redis.runForNumber(
        DROP, List.of(redis.keys().jobs(), redis.keys().index()), job, beat.nextVisit());
  }

  private CompletionStage<Void> ring(JobId job, Visit visit, Beat beat) {
    Instant before = beat.now().minus(RING_AFTER);
    List<NodeId> waiting =
        visit.queues().stream()
            .filter(queue -> visit.queued() || queue.oldest().isBefore(before))
            .map(Visit.Queue::node)
            .filter(node -> !node.isVirtual())
            .toList();
    return Windowed.each(waiting, node -> tickets.ring(node, visit.priority(), job))
        .thenAccept(rung -> {});
  }

  private Visit visited(JobId job, Visit visit, @Nullable Throwable failure) {
    if (failure == null) {
      failing.forget(job);
      if (visit.quarantined() > 0) {
        log.error(
            "{} of {} could not be worked on and ended as failed, with the reason at each: they"
                + " took down whoever had claimed them, or their record cannot be read",
            visit.quarantined() == 1
                ? "A target or batch"
                : visit.quarantined() + " targets or batches",
            job);
      }
      return visit;
    }
    if (failing.isNew(job)) {
      log.warn(
          "Upkeep of {} failed and is tried again every second: {}", job, failure.getMessage());
    }
    return Visit.NOTHING;
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

  private static Pass sum(Beat beat, List<Visit> visits) {
    return new Pass(
        beat.now(),
        beat.grace(),
        visits.size(),
        visits.stream().filter(Visit::late).count(),
        visits.stream().mapToLong(Visit::reclaimed).sum(),
        visits.stream().mapToLong(Visit::expired).sum(),
        visits.stream().mapToLong(Visit::quarantined).sum());
  }

  /**
   * What a pass did.
   *
   * @param at its time, by Redis TIME
   * @param grace whether leases were left alone because Redis had been away
   * @param jobs visited
   * @param late of these those that it came to too late to do anything
   * @param reclaimed batches whose lease had ended
   * @param expired targets whose deadline had passed
   * @param quarantined batches or targets that could not be worked on
   */
  public record Pass(
      Instant at,
      boolean grace,
      long jobs,
      long late,
      long reclaimed,
      long expired,
      long quarantined) {

    /** Whether it came too late to all of them. */
    public boolean wasVain() {
      return late > 0 && late == jobs;
    }
  }
}
