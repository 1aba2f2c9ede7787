package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.egress.Seen;
import dev.bonghwa.worker.loop.OnLoop;
import dev.bonghwa.worker.retry.RetryDecision;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.settle.PastTries;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ⑦⑧ What a try of one batch's target meant, and what becomes of the target. */
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
  void tried(Try aTry, SendResult.Tried result) {
    boolean over = batch.hold().isOver();
    long took = tools.loop().nanoTime() - aTry.since();
    freePermit(over, took);
    var outcome = classify(aTry, result);
    boolean theirs = tools.egress().saw(aTry.clearance(), seen(aTry, result, outcome));
    tools.metrics().tried(result, took);
    if (over) {
      buryAnyway(aTry, outcome);
      return;
    }
    switch (outcome) {
      case Outcome.Final end -> ends(aTry, result, end);
      case Outcome.Again again -> decide(aTry, result, again, theirs);
    }
    int code = Try.code(result);
    run.saw(aTry.endpoint(), code, outcome, code >= 500 && node.othersSucceed(run));
    node.heedPause();
  }

  private Seen seen(Try aTry, SendResult.Tried result, Outcome outcome) {
    boolean failedBefore = batch.ledger().past(aTry.position()).attempts() > 0;
    return new Seen(aTry.endpoint(), failedBefore, result, outcome);
  }

  private void freePermit(boolean over, long took) {
    if (over) {
      tools.permits().released();
    } else {
      tools.permits().answered(took);
    }
  }

  /** An answer that nobody understands is as good as none: it counts as lost. */
  private Outcome classify(Try aTry, SendResult.Tried result) {
    try {
      return run.classify(aTry.target(), result);
    } catch (RuntimeException e) {
      log.error("{}: an answer of {} counts as lost", run.id(), aTry.endpoint(), e);
      return new Outcome.Backoff(
          Outcome.Backoff.Limit.ATTEMPTS, Duration.ZERO, true, "its answer was not understood");
    }
  }

  /** Whoever owns the target now must not call the endpoint again. */
  private void buryAnyway(Try aTry, Outcome outcome) {
    if (outcome instanceof Outcome.Gone gone && tools.egress().trustsGone()) {
      bury(aTry, gone.reason(), () -> {});
    }
  }

  /**
   * The target ends, but not before the fleet knows that its endpoint is gone; and the fleet shall
   * know it also when the batch is lost meanwhile.
   */
  private void bury(Try aTry, Delivery record) {
    batch.openTries().begin(aTry);
    bury(aTry, record.reason(), () -> buried(aTry, record));
  }

  private void bury(Try aTry, String reason, Runnable then) {
    var endpoint = aTry.endpoint();
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

  private void buried(Try aTry, Delivery record) {
    batch.openTries().end(aTry);
    if (batch.hold().isOver()) {
      batch.targets().leave(aTry.position());
    } else {
      batch.ended(aTry.position(), record);
      batch.reconsider();
    }
  }

  private void ends(Try aTry, SendResult.Tried result, Outcome.Final outcome) {
    batch.ledger().tried(false);
    switch (outcome) {
      case Outcome.Delivered _ -> {
        run.succeeded(tools.loop().nanoTime());
        node.probations().accepted(aTry.endpoint().key());
        batch.delivered(aTry.position());
      }
      case Outcome.Gone gone when tools.egress().trustsGone() ->
          bury(aTry, record(aTry, result, TargetState.GONE, gone.reason()));
      case Outcome.Gone gone -> ended(aTry, result, TargetState.FAILED, gone.reason());
      case Outcome.EndpointFailed failed -> {
        if (failed.invalid()) {
          refused(aTry);
        }
        ended(aTry, result, failed.end(), failed.reason());
      }
      case Outcome.PayloadRejected rejected ->
          ended(aTry, result, rejected.end(), rejected.reason());
    }
  }

  private void decide(Try aTry, SendResult.Tried result, Outcome.Again outcome, boolean burn) {
    var past = batch.ledger().past(aTry.position());
    long now = tools.loop().nanoTime();
    var left = Duration.ofNanos(run.deadline() - now);
    switch (tools.retries().decide(outcome, past.attempts(), past.flags(), left, burn)) {
      case RetryDecision.End(TargetState state, String reason) -> {
        batch.ledger().tried(false);
        if (outcome instanceof Outcome.RetryOnceLater && state == TargetState.FAILED) {
          refused(aTry);
        }
        ended(aTry, result, state, reason);
      }
      case RetryDecision.RetryAt(Duration delay, int attempts, int flags) -> {
        again(outcome);
        batch
            .targets()
            .waits(aTry.position(), new PastTries(now + delay.toNanos(), attempts, flags));
      }
    }
  }

  /** Whatever calls the endpoint next would be refused too, and each refusal counts against us. */
  private void refused(Try aTry) {
    if (tools.egress().trustsGone()) {
      node.probations().refused(aTry.endpoint().key());
    }
  }

  private void again(Outcome.Again outcome) {
    boolean maybeTwice = outcome instanceof Outcome.Backoff backoff && backoff.ambiguous();
    batch.ledger().tried(maybeTwice);
    tools.metrics().retried(outcome);
    if (maybeTwice) {
      tools.metrics().possibleDuplicate();
    }
  }

  private void ended(Try aTry, SendResult.Tried result, TargetState state, String reason) {
    batch.ended(aTry.position(), record(aTry, result, state, reason));
  }

  private Delivery record(Try aTry, SendResult.Tried result, TargetState state, String reason) {
    int attempts = batch.ledger().past(aTry.position()).attempts() + 1;
    return aTry.record(state, result, attempts, now(), reason);
  }

  /** The request of a try; null when its address is not to be called, then the target has ended. */
  @Nullable Outgoing request(Try aTry) {
    String address = aTry.target().address();
    var objection = run.objection(address);
    if (objection.isPresent()) {
      reject(aTry.position(), objection.get());
      return null;
    }
    try {
      return run.request(aTry.target());
    } catch (RuntimeException e) {
      reject(aTry.position(), "its address cannot be used");
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
