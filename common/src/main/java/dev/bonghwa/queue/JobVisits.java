package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pass of upkeep does to each job: takes it a step on, and does what follows from that. */
final class JobVisits {

  private static final Logger log = LoggerFactory.getLogger(JobVisits.class);
  private static final LuaScript DROP = LuaScript.of(JobVisits.class, "drop");
  private static final LuaScript UPKEEP = LuaScript.of(JobVisits.class, "job", "upkeep");
  private static final Duration RING_AFTER = Duration.ofSeconds(1);

  /**
   * Whose lease has ended and who has been silent for so long is down. One who lives beats every
   * second; one who died has been silent for about as long as the lease, 6 s, but may have beaten
   * just after it last prolonged it, and so counts as alive still.
   */
  private static final Duration SILENT = Duration.ofSeconds(3);

  private final Redis redis;
  private final Tickets tickets;
  private final JobPointers pointers;
  private final Reservations reservations;
  private final Retention retention;
  private final Serving serving;
  private final Told failing = new Told();

  JobVisits(Redis redis, Retention retention, Serving serving) {
    this.redis = redis;
    this.tickets = new Tickets(redis);
    this.pointers = new JobPointers(redis);
    this.reservations = new Reservations(redis);
    this.retention = retention;
    this.serving = serving;
  }

  /** Of one job; one that fails is told, and tried again by the next pass. */
  CompletionStage<Visit> visit(JobId job, PassStart start, Map<NodeId, Integer> able) {
    return see(job, start, able).handle((visit, failure) -> seen(job, visit, failure));
  }

  private CompletionStage<Visit> see(JobId job, PassStart start, Map<NodeId, Integer> able) {
    return upkeep(job, start, Map.of())
        .thenCompose(
            first -> {
              // After Redis was away the first to start would inherit every queue.
              Map<NodeId, NodeId> moves = start.grace() ? Map.of() : moves(first, able);
              return moves.isEmpty()
                  ? CompletableFuture.completedStage(first)
                  : upkeep(job, start, moves).thenApply(first::then);
            })
        .thenCompose(visit -> act(job, visit, start));
  }

  private CompletionStage<Visit> upkeep(JobId job, PassStart start, Map<NodeId, NodeId> moves) {
    List<Object> args = new ArrayList<>();
    args.add(start.now().toEpochMilli());
    args.add(start.grace() ? 1 : 0);
    args.add(Protocol.VERSION);
    args.add(moves.size());
    moves.forEach(
        (node, heir) -> {
          args.add(node);
          args.add(heir);
        });
    start.nodes().stream()
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

  private CompletionStage<Visit> act(JobId job, Visit visit, PassStart start) {
    visit.queues().forEach(queue -> serving.queued(queue.node(), queue.oldest()));
    return switch (visit.outcome()) {
      case SEEN ->
          (visit.ended() == null ? ring(job, visit, start) : finish(job, visit.ended()))
              .thenApply(done -> visit);
      case UNKNOWN -> drop(job, start).thenApply(dropped -> visit);
      // Whoever knows it may take it at once: it would be ours again in a second, and for ever.
      case NEWER -> pointers.visitNow(job).thenApply(pointed -> visit);
      case LATE, FAILED -> CompletableFuture.completedStage(visit);
    };
  }

  private CompletionStage<Void> finish(JobId job, Visit.Ended ended) {
    // Before anything may forget it: its key must go on standing for a job that was sent.
    CompletionStage<Boolean> noted =
        ended.keyed() ? reservations.remember(job) : CompletableFuture.completedStage(false);
    return noted.thenCompose(
        known ->
            ended.allDelivered()
                ? retention.finishDelivered(job, ended.keptUntil())
                : retention.finish(job, ended.keptUntil()));
  }

  private CompletionStage<Long> drop(JobId job, PassStart start) {
    return redis.runForNumber(
        DROP, List.of(redis.keys().jobs(), redis.keys().index()), job, start.nextVisit());
  }

  private CompletionStage<Void> ring(JobId job, Visit visit, PassStart start) {
    Instant before = start.now().minus(RING_AFTER);
    List<NodeId> waiting =
        visit.queues().stream()
            .filter(queue -> visit.queued() || queue.oldest().isBefore(before))
            .map(Visit.Queue::node)
            .filter(node -> !node.isVirtual())
            .toList();
    return Windowed.each(waiting, node -> tickets.ringAgain(node, visit.priority(), job))
        .thenAccept(rung -> {});
  }

  private Visit seen(JobId job, Visit visit, @Nullable Throwable failure) {
    if (failure == null) {
      failing.forget(job);
      if (visit.work().quarantined() > 0) {
        log.error(
            "{} of {} could not be worked on and ended as failed, with the reason at each: they"
                + " took down whoever had claimed them, or their record cannot be read",
            visit.work().quarantined() == 1
                ? "A target or batch"
                : visit.work().quarantined() + " targets or batches",
            job);
      }
      return visit;
    }
    if (failing.isNew(job)) {
      log.warn(
          "Upkeep of {} failed and is tried again every second: {}", job, failure.getMessage());
    }
    return Visit.FAILED;
  }
}
