package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.egress.Clearance;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.settle.Ledger;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ⑥ Sends one batch's targets, one at a call, and takes in what became of them. */
final class BatchSends {

  private static final Logger log = LoggerFactory.getLogger(BatchSends.class);

  private final DeliveryTools tools;
  private final Deliveries node;
  private final JobRun run;
  private final BatchDelivery batch;
  private final Ledger ledger;
  private final OpenTargets targets;
  private final Careful careful;
  private final Hold hold;
  private final OpenAttempts openAttempts;

  BatchSends(DeliveryTools tools, Deliveries node, JobRun run, BatchDelivery batch) {
    this.tools = tools;
    this.node = node;
    this.run = run;
    this.batch = batch;
    this.ledger = batch.ledger();
    this.targets = batch.targets();
    this.careful = batch.careful();
    this.hold = batch.hold();
    this.openAttempts = batch.openAttempts();
  }

  /** Whether a target of the batch may be sent at this moment. */
  boolean maySend() {
    return (careful.isOff() ? !targets.ready().isEmpty() : careful.maySend(openAttempts))
        && batch.isChecked()
        && hold.isFirm()
        && run.maySend()
        && !batch.isLate()
        && tools.settler().allowsSend(ledger);
  }

  /** Sends the next target; false when its endpoint is busy or wants to be left alone. */
  boolean sendNext(Clearance clearance) {
    int position = careful.isOff() ? targets.ready().take() : careful.take();
    var target = targets.target(position);
    var endpoint = new Endpoint(target.address());
    var key = endpoint.key();
    long now = tools.loop().nanoTime();
    boolean sent =
        targets.join(position, key)
            && !isLeftAlone(position, key)
            && isWelcome(position, key, now)
            && send(new Attempt(position, target, endpoint, clearance, now));
    if (!sent) {
      careful.over();
      batch.reconsider();
    }
    return sent;
  }

  /**
   * Whether this node has learnt that the endpoint is not to be called now; then the target ends
   * here.
   */
  private boolean isLeftAlone(int position, EndpointKey key) {
    var record = batch.unsent().barred(position, key);
    record.ifPresent(end -> batch.ended(position, end));
    return record.isPresent();
  }

  /** Whether the endpoint takes a request now; else the target waits as if it had been told so. */
  private boolean isWelcome(int position, EndpointKey key, long now) {
    long wait = tools.egress().nanosUntilSend(key);
    if (wait > 0) {
      targets.waits(position, ledger.past(position).until(now + wait));
    }
    return wait <= 0;
  }

  private boolean send(Attempt attempt) {
    var request = batch.judge().request(attempt);
    if (request == null) {
      return false;
    }
    openAttempts.begin(attempt);
    tools.permits().take();
    run.canary().sent();
    tools
        .sender()
        .send(request, attempt.clearance().proxy(), this::writeUntil)
        .thenAccept(result -> landed(attempt, result))
        .whenComplete((done, failure) -> worked(attempt, failure));
    return true;
  }

  private void worked(Attempt attempt, @Nullable Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof Error e) {
      tools.loop().execute(() -> throwAgain(e)); // else it would end in this stage, unheard
    } else if (failure != null) {
      log.error(
          "{}: the end of an attempt of {} got lost; its batch is handed back",
          run.id(),
          attempt.endpoint(),
          failure);
      tools.loop().execute(() -> giveUp(attempt));
    }
  }

  /** Nobody here knows what became of the target: whoever claims its batch next sends it again. */
  private void giveUp(Attempt attempt) {
    openAttempts.end(attempt);
    targets.leave(attempt.position());
    batch.handBack();
  }

  private static void throwAgain(Error error) {
    throw error;
  }

  /** Asked when the request is about to be written, maybe long after it was begun. */
  private long writeUntil() {
    return hold.isFirm() && run.mayWrite()
        ? tools.settler().sendUntil(ledger)
        : tools.loop().nanoTime();
  }

  private void landed(Attempt attempt, SendResult result) {
    openAttempts.end(attempt);
    switch (result) {
      case SendResult.Withheld() -> {
        tools.egress().release(attempt.clearance());
        notAttempted(attempt);
      }
      case SendResult.ProxyFailed fault -> {
        tools.egress().failed(attempt.clearance(), fault);
        notAttempted(attempt);
        node.heedPause();
      }
      case SendResult.Attempted tried -> batch.judge().attempted(attempt, tried);
    }
    if (hold.isOver()) {
      targets.leave(attempt.position());
    }
    careful.over();
    batch.reconsider();
  }

  /** The endpoint has not heard of it: the target is as it was, and first in the line. */
  private void notAttempted(Attempt attempt) {
    tools.permits().released();
    run.canary().withdrawn();
    targets.ready().returnFirst(attempt.position());
  }
}
