package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.egress.Seen;
import dev.bonghwa.worker.loop.OnLoop;
import dev.bonghwa.worker.retry.RetryDecision;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.settle.PastAttempts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ⑦⑧ What an attempt of one batch's target meant, and what becomes of the target. */
final class Judge {

  private static final Logger log = LoggerFactory.getLogger(Judge.class);

  private final DeliveryTools tools;
  private final Deliveries node;
  private final JobRun run;
  private final BatchDelivery batch;

  Judge(DeliveryTools tools, Deliveries node, JobRun run, BatchDelivery batch) {
    this.tools = tools;
    this.node = node;
    this.run = run;
    this.batch = batch;
  }

  /** A request came to its end; what it says of the egress holds even if the batch is lost. */
  void attempted(Attempt attempt, SendResult.Attempted result) {
    boolean over = batch.hold().isOver();
    long took = tools.loop().nanoTime() - attempt.since();
    freePermit(over, took);
    var outcome = classify(attempt, result);
    boolean theirs = tools.egress().saw(attempt.clearance(), seen(attempt, result, outcome));
    tools.metrics().attempted(result, took);
    if (over) {
      buryAnyway(attempt, outcome);
      return;
    }
    switch (outcome) {
      case Outcome.Final end -> ends(attempt, result, end);
      case Outcome.Again again -> decide(attempt, result, again, theirs);
    }
    int code = Attempt.code(result);
    run.saw(attempt.endpoint(), code, outcome, code >= 500 && node.othersSucceed(run));
    node.heedPause();
  }

  private Seen seen(Attempt attempt, SendResult.Attempted result, Outcome outcome) {
    boolean failedBefore = batch.ledger().past(attempt.position()).attempts() > 0;
    return new Seen(attempt.endpoint(), failedBefore, result, outcome);
  }

  private void freePermit(boolean over, long took) {
    if (over) {
      tools.permits().released();
    } else {
      tools.permits().answered(took);
    }
  }

  /** An answer that nobody understands is as good as none: it counts as lost. */
  private Outcome classify(Attempt attempt, SendResult.Attempted result) {
    try {
      return run.classify(attempt.target(), result);
    } catch (RuntimeException e) {
      log.error("{}: an answer of {} counts as lost", run.id(), attempt.endpoint(), e);
      return new Outcome.Backoff(
          Outcome.Backoff.Limit.ATTEMPTS, Duration.ZERO, true, "its answer was not understood");
    }
  }

  /** Whoever owns the target now must not call the endpoint again. */
  private void buryAnyway(Attempt attempt, Outcome outcome) {
    if (outcome instanceof Outcome.Gone gone && tools.egress().trustsGone()) {
      bury(attempt, gone.reason(), () -> {});
    }
  }

  /**
   * The target ends, but not before the fleet knows that its endpoint is gone; and the fleet shall
   * know it also when the batch is lost meanwhile.
   */
  private void bury(Attempt attempt, Delivery record) {
    batch.openAttempts().begin(attempt);
    bury(attempt, record.reason(), () -> buried(attempt, record));
  }

  private void bury(Attempt attempt, String reason, Runnable then) {
    var endpoint = attempt.endpoint();
    node.buried().add(endpoint.key());
    OnLoop.insist(
        tools.loop(),
        "to bury " + endpoint.key(),
        () -> tools.store().bury(endpoint, reason),
        () -> true,
        done -> {
          // Again, for a look-up that Redis answered in between has taken it for forgiven.
          node.buried().add(endpoint.key());
          then.run();
        });
  }

  private void buried(Attempt attempt, Delivery record) {
    batch.openAttempts().end(attempt);
    if (batch.hold().isOver()) {
      batch.targets().leave(attempt.position());
    } else {
      batch.ended(attempt.position(), record);
      batch.reconsider();
    }
  }

  private void ends(Attempt attempt, SendResult.Attempted result, Outcome.Final outcome) {
    batch.ledger().attempted(false);
    switch (outcome) {
      case Outcome.Delivered _ -> {
        run.succeeded(tools.loop().nanoTime());
        node.probations().accepted(attempt.endpoint().key());
        batch.delivered(attempt.position());
      }
      case Outcome.Gone gone when tools.egress().trustsGone() ->
          bury(attempt, record(attempt, result, TargetState.GONE, gone.reason()));
      case Outcome.Gone gone -> ended(attempt, result, TargetState.FAILED, gone.reason());
      case Outcome.EndpointFailed failed -> {
        if (failed.invalid()) {
          refused(attempt);
        }
        ended(attempt, result, failed.end(), failed.reason());
      }
      case Outcome.PayloadRejected rejected ->
          ended(attempt, result, rejected.end(), rejected.reason());
    }
  }

  private void decide(
      Attempt attempt, SendResult.Attempted result, Outcome.Again outcome, boolean burn) {
    var past = batch.ledger().past(attempt.position());
    long now = tools.loop().nanoTime();
    var left = Duration.ofNanos(run.deadline() - now);
    switch (tools.retries().decide(outcome, past.attempts(), past.flags(), left, burn)) {
      case RetryDecision.End(TargetState state, String reason) -> {
        batch.ledger().attempted(false);
        if (outcome instanceof Outcome.RetryOnceLater && state == TargetState.FAILED) {
          refused(attempt);
        }
        ended(attempt, result, state, reason);
      }
      case RetryDecision.RetryAt(Duration delay, int attempts, int flags) -> {
        again(outcome);
        batch
            .targets()
            .waits(attempt.position(), new PastAttempts(now + delay.toNanos(), attempts, flags));
      }
    }
  }

  /** Whatever calls the endpoint next would be refused too, and each refusal counts against us. */
  private void refused(Attempt attempt) {
    if (tools.egress().trustsGone()) {
      node.probations().refused(attempt.endpoint().key());
    }
  }

  private void again(Outcome.Again outcome) {
    boolean maybeTwice = outcome instanceof Outcome.Backoff backoff && backoff.ambiguous();
    batch.ledger().attempted(maybeTwice);
    tools.metrics().retried(outcome);
    if (maybeTwice) {
      tools.metrics().possibleDuplicate();
    }
  }

  private void ended(
      Attempt attempt, SendResult.Attempted result, TargetState state, String reason) {
    batch.ended(attempt.position(), record(attempt, result, state, reason));
  }

  private Delivery record(
      Attempt attempt, SendResult.Attempted result, TargetState state, String reason) {
    int attempts = batch.ledger().past(attempt.position()).attempts() + 1;
    return attempt.record(state, result, attempts, now(), reason);
  }

  /**
   * The request of an attempt; null when its address is not to be called, then the target has
   * ended.
   */
  @Nullable Outgoing request(Attempt attempt) {
    String address = attempt.target().address();
    var objection = run.objection(address);
    if (objection.isPresent()) {
      reject(attempt.position(), objection.get());
      return null;
    }
    try {
      return run.request(attempt.target());
    } catch (RuntimeException e) {
      reject(attempt.position(), "its address cannot be used");
      return null;
    }
  }

  private void reject(int position, String objection) {
    batch.ended(position, batch.unsent().rejected(position, objection));
  }

  private Instant now() {
    return tools.clock().latest(tools.loop().nanoTime());
  }
}
