package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Target;
import dev.bonghwa.queue.JobFacts;
import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.PreparedMessage;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.settle.Ledger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One job as this node meets it: what its batches here share. */
final class JobRun {

  private final JobFacts facts;
  private final long deadline;
  private final Canary canary;
  private final Sampling sampling;
  private final PayloadWatch watch = new PayloadWatch();
  private final Doubt doubt = new Doubt();
  private final FleetPace pace = new FleetPace();
  private final long metAt;
  private final Set<BatchDelivery> batches = new LinkedHashSet<>();
  private @Nullable Channel channel;
  private @Nullable PreparedMessage message;
  private JobState state;
  private boolean stopped;
  private @Nullable Long succeededAt;

  /** A job at its first claim here; its deadline and now are in loop nanoseconds. */
  JobRun(JobFacts facts, long deadline, Sampling sampling, long now) {
    this.facts = facts;
    this.deadline = deadline;
    this.sampling = sampling;
    this.metAt = now;
    this.state = facts.state();
    this.canary = new Canary(facts.total(), facts.proven());
  }

  JobId id() {
    return facts.id();
  }

  Priority priority() {
    return facts.priority();
  }

  long deadline() {
    return deadline;
  }

  /** When it was first claimed from here. */
  long metAt() {
    return metAt;
  }

  FleetPace pace() {
    return pace;
  }

  Canary canary() {
    return canary;
  }

  /** Takes a batch of it on. */
  void add(BatchDelivery batch) {
    batches.add(batch);
  }

  /** A batch of it is over. */
  void remove(BatchDelivery batch) {
    batches.remove(batch);
  }

  /** Whether this node has no batch of it. */
  boolean isIdle() {
    return batches.isEmpty();
  }

  /** Whether every target of its batches here has ended. */
  boolean isEnded() {
    return batches.stream().allMatch(JobRun::isEnded);
  }

  /** The books of its batches that have. */
  List<Ledger> ended() {
    return batches.stream().filter(JobRun::isEnded).map(BatchDelivery::ledger).toList();
  }

  private static boolean isEnded(BatchDelivery batch) {
    return batch.ledger().open() == 0;
  }

  /** Its message can be sent now. */
  void prepared(Channel itsChannel, PreparedMessage itsMessage) {
    channel = itsChannel;
    message = itsMessage;
    lookAgain();
  }

  /** Nothing of it is to be sent any more. */
  void stop() {
    stopped = true;
    lookAgain();
  }

  /** Whether it is stopped for all, or about to be, since it cannot be sent. */
  boolean isStopped() {
    return stopped;
  }

  /** Whether the job lets anything be sent at this moment. */
  boolean maySend() {
    return message != null && mayWrite() && canary.left() > 0;
  }

  /** Whether what was sent may still be written. */
  boolean mayWrite() {
    return isRunning() && !doubt.isRaised();
  }

  /** Whether its batches are worth holding: neither paused, over, nor stopped. */
  boolean isRunning() {
    return state == JobState.RUNNING && !stopped;
  }

  /** Why this address must not be called; empty when it may be. */
  Optional<String> objection(String address) {
    return channel().objection(address);
  }

  /** The request for one target; {@link #maySend} has said yes. */
  Outgoing request(Target target) {
    Outgoing request = channel().request(target.address(), Objects.requireNonNull(message));
    return sampling.of(channel(), target, request);
  }

  /** What the result of such a request means. */
  Outcome classify(Target target, SendResult.Attempted result) {
    Outcome outcome = channel().classify(target.address(), result);
    sampling.saw(channel(), target, result, outcome);
    return outcome;
  }

  /** Takes what Redis says of the job; true when more may be sent than before. */
  boolean observe(JobState newest, boolean proven) {
    state = newest;
    if (proven) {
      watch.prove();
    }
    boolean more = proven && (doubt.isRaised() || !canary.lifted());
    if (more) {
      doubt.dispel();
      canary.lift();
    }
    return more;
  }

  /** Begins the canary's next round, once nothing of the last is in flight or unconfirmed. */
  void settled() {
    if (!canary.lifted() && batches.stream().allMatch(BatchDelivery::isSettled)) {
      canary.roundSettled();
      lookAgain();
    }
  }

  /** Takes an answer, which may be the one that shows that everybody refuses the payload. */
  void saw(Endpoint endpoint, int status, Outcome outcome, boolean othersSucceed) {
    watch.saw(endpoint, status, outcome, othersSucceed).ifPresent(doubt::raise);
  }

  Doubt doubt() {
    return doubt;
  }

  JobState state() {
    return state;
  }

  /** A target of it was delivered. */
  void succeeded(long nanos) {
    succeededAt = nanos;
  }

  boolean succeededAfter(long nanos) {
    return succeededAt != null && succeededAt - nanos > 0;
  }

  /** Something changed that all its batches must know. */
  void lookAgain() {
    List.copyOf(batches).forEach(BatchDelivery::reconsider);
  }

  private Channel channel() {
    return Objects.requireNonNull(channel);
  }
}
