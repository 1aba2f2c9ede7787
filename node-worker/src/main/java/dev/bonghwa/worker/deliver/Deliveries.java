package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.queue.ClaimReply.Claimed;
import dev.bonghwa.queue.ClaimedBatch;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** All batches this node holds, and how many more it wants. */
public final class Deliveries implements Workbench {

  /** What is younger is left to its owners. */
  private static final Duration OLD = Duration.ofSeconds(1);

  private final DeliveryTools tools;
  private final JobRuns runs;
  private final Dispatcher dispatcher;
  private final Appetite appetite;
  private final EndpointOrder order = new EndpointOrder();
  private final Buried buried = new Buried();
  private final KnownProbations probations;
  private final RetryTimers timers;
  private final Set<BatchDelivery> held = new LinkedHashSet<>();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private @Nullable JobRun latest;
  private boolean draining;
  private boolean leaving;

  /** Holds nothing yet. */
  public Deliveries(DeliveryTools tools) {
    this.tools = tools;
    this.runs = new JobRuns(tools);
    this.dispatcher = new Dispatcher(tools, this::starves);
    this.probations = new KnownProbations(tools);
    this.timers = new RetryTimers(tools.loop());
    this.appetite = new Appetite(tools);
    tools.egress().serve(this::ready, this::heardOfEgress);
  }

  @Override
  public boolean isQuiet() {
    return draining || leaving || isPausedLong();
  }

  @Override
  public int room() {
    return isQuiet() ? 0 : appetite.batches(held);
  }

  @Override
  public Duration patience() {
    return appetite.patience(held);
  }

  @Override
  public int roomFor(JobId job, int room) {
    var run = runs.find(job);
    if (run == null) {
      return 1;
    }
    if (run.isStopped()) {
      return 0;
    }
    return run.canary().lifted() ? inTime(run, room) : run.isIdle() ? 1 : 0;
  }

  /** As much of that as others would not have sent sooner. */
  private int inTime(JobRun run, int room) {
    double perSecond = tools.permits().meanPerSecond();
    int open = holding().open();
    long now = tools.loop().nanoTime();
    int wanted = room;
    while (wanted > 0
        && perSecond > 0
        && run.pace().isOverBefore((open + appetite.targets(wanted)) / perSecond, now)) {
      wanted--;
    }
    return wanted;
  }

  @Override
  public boolean maySteal() {
    return tools.settings().stealing()
        && room() > 0
        && tools.permits().free() > 0
        && tools.egress().pausedFor().isZero()
        && !tools.egress().circuitOpen();
  }

  @Override
  public boolean othersMayHaveMore() {
    return latest != null && tools.loop().nanoTime() - latest.metAt() > OLD.toNanos();
  }

  @Override
  public boolean isSending() {
    return tools.permits().inFlight() > 0;
  }

  @Override
  public boolean mayBeCareful() {
    return held.stream().allMatch(batch -> batch.careful().isOff());
  }

  @Override
  public void take(Claimed claimed, long askedNanos) {
    tools.clock().observe(claimed.job().now(), askedNanos, tools.loop().nanoTime());
    if (!claimed.batches().isEmpty()) {
      var run = runs.of(claimed.job());
      latest = run;
      appetite.saw(claimed.batches());
      claimed.batches().forEach(batch -> open(run, batch, askedNanos));
    }
  }

  private void open(JobRun run, ClaimedBatch claimed, long askedNanos) {
    var batch = new BatchDelivery(tools, this, run, claimed);
    held.add(batch);
    run.add(batch);
    batch.open(askedNanos);
    if (isQuiet()) {
      batch.handBack();
    }
  }

  /** Whether the node takes no work and holds none, for as long as this is so. */
  public void drain(boolean on) {
    draining = on;
    if (on) {
      handAllBack();
    }
  }

  /** Hands everything back for good; completes when nothing is held. */
  public CompletionStage<Void> leave() {
    leaving = true;
    handAllBack();
    completeIfEmpty();
    return empty;
  }

  /** What this node holds at this moment. */
  public Holding holding() {
    int open = held.stream().mapToInt(batch -> batch.ledger().open()).sum();
    int waiting = held.stream().mapToInt(batch -> batch.ledger().past().size()).sum();
    return new Holding(held.size(), open, waiting);
  }

  /** The end of a batch here, by whatever cause. */
  void closed(BatchDelivery batch, JobRun run) {
    held.remove(batch);
    run.remove(batch);
    timers.forget(batch);
    completeIfEmpty();
  }

  /** Takes what a settle said of the job. */
  void settled(JobRun run, JobState state, boolean proven) {
    learnt(run, state, proven);
    run.settled();
    run.doubt()
        .toAsk()
        .ifPresent(reason -> runs.refuse(run, reason, () -> learnt(run, run.state(), true)));
  }

  private void learnt(JobRun run, JobState state, boolean proven) {
    boolean wasRunning = run.isRunning();
    if (run.observe(state, proven)) {
      // While it was a canary its tickets were dropped.
      tools.store().ring(run.id(), run.priority());
      run.lookAgain();
    }
    if (wasRunning && !run.isRunning()) {
      run.lookAgain();
    }
  }

  /** A job that nobody has delivered yet is not to be sent faster. */
  private void starves() {
    if (held.stream().allMatch(BatchDelivery::isProven)) {
      appetite.starves();
    }
  }

  private int ready() {
    return held.stream().mapToInt(BatchDelivery::ready).sum();
  }

  private void heardOfEgress() {
    heedPause();
    dispatcher.pump();
  }

  /** The egress may have been paused: for long, others may send better. */
  void heedPause() {
    if (isPausedLong()) {
      handAllBack();
    }
  }

  boolean othersSucceed(JobRun run) {
    return runs.othersSucceed(run);
  }

  EndpointOrder order() {
    return order;
  }

  Buried buried() {
    return buried;
  }

  KnownProbations probations() {
    return probations;
  }

  RetryTimers timers() {
    return timers;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Nanoseconds; of a batch that is to be given back soon anyway, less is kept waiting. */
  long parkAfter() {
    return appetite.isFull(held.size())
        ? Duration.ofSeconds(1).toNanos()
        : tools.settings().parkAfter().toNanos();
  }

  private boolean isPausedLong() {
    return tools.egress().pausedFor().compareTo(tools.settings().parkAfter()) > 0;
  }

  private void handAllBack() {
    List.copyOf(held).forEach(BatchDelivery::handBack);
  }

  private void completeIfEmpty() {
    if (leaving && held.isEmpty()) {
      empty.complete(null);
    }
  }

  /**
   * What a node holds.
   *
   * @param batches claimed and not handed on
   * @param open their targets that have not ended
   * @param waiting those of them that were answered
   */
  public record Holding(int batches, int open, int waiting) {}
}
