package dev.bonghwa.worker.deliver;

import dev.bonghwa.worker.loop.Cancellable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends while there are permits, the egress lets it, and some batch has a target for it. */
final class Dispatcher {

  private final DeliveryTools tools;
  private final Runnable starves;
  private final Turns turns = new Turns();
  private boolean pumping;
  private @Nullable Cancellable timer;
  private long timerAt;

  /** Tells when there are permits, and nothing that can be sent. */
  Dispatcher(DeliveryTools tools, Runnable starves) {
    this.tools = tools;
    this.starves = starves;
  }

  /** This batch has a reason to send. */
  void wake(BatchDelivery batch) {
    turns.queue(batch);
    pump();
  }

  /** Sends all that may be sent, after what is being done now. */
  void pump() {
    if (!pumping) {
      pumping = true;
      tools.loop().execute(() -> tools.sender().together(this::sendAll));
    }
  }

  private void sendAll() {
    pumping = false;
    boolean more = true;
    while (more && tools.permits().available()) {
      more = sendOne();
    }
    if (tools.permits().boundReached()) {
      tools.settler().hurry();
    }
  }

  /** Whether to go on: a target was sent, or put off for its own endpoint's sake. */
  private boolean sendOne() {
    var batch = turns.next();
    if (batch == null) {
      starves.run();
      return false;
    }
    var clearance = tools.egress().acquire();
    if (clearance == null) {
      pumpAt(tools.loop().nanoTime() + tools.egress().nanosUntilSend());
      return false;
    }
    if (batch.sends().sendNext(clearance)) {
      turns.served();
    } else {
      tools.egress().release(clearance);
    }
    return true;
  }

  private void pumpAt(long at) {
    if (timer != null && timerAt <= at) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    timerAt = at;
    timer =
        tools.loop().schedule(Duration.ofNanos(at - tools.loop().nanoTime()), this::egressOpens);
  }

  private void egressOpens() {
    timer = null;
    pump();
  }
}
