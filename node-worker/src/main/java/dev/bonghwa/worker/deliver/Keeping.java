package dev.bonghwa.worker.deliver;

import dev.bonghwa.queue.SettleReply.Settled;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Ended;
import dev.bonghwa.queue.Settlement.Then;
import dev.bonghwa.worker.settle.Ledger;
import dev.bonghwa.worker.settle.Owner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ⑨ How long one batch is held, and what its settles say.
 *
 * <p>It is held until nothing is open, until nothing of it is due soon, or until it is told to let
 * go; then, when nothing is in flight, a last settle hands it on. From the decision to let go, and
 * once the claim is lost, nothing is sent.
 */
final class Keeping implements Owner {

  private static final Logger log = LoggerFactory.getLogger(Keeping.class);

  private final DeliveryTools tools;
  private final Deliveries node;
  private final JobRun run;
  private final BatchDelivery batch;
  private final Hold hold;
  private final Ledger ledger;
  private final Careful careful;

  Keeping(DeliveryTools tools, Deliveries node, JobRun run, BatchDelivery batch) {
    this.tools = tools;
    this.node = node;
    this.run = run;
    this.batch = batch;
    this.hold = batch.hold();
    this.ledger = batch.ledger();
    this.careful = batch.careful();
  }

  @Override
  public boolean progressing() {
    long hung = tools.settings().hung().toNanos();
    return !batch.openAttempts().beganBefore(tools.loop().nanoTime() - hung);
  }

  @Override
  public Then then() {
    return hold.then();
  }

  @Override
  public @Nullable Ended intent() {
    return hold.isFirm() ? careful.intent() : null;
  }

  @Override
  public void settled(Settlement asked, Settled answer) {
    careful.settled(asked);
    if (asked.then() != Then.KEEP || answer.done()) {
      close();
    } else if (batch.isLate()) {
      batch.targets().forEach(this::expire);
    }
    run.pace().saw(answer.left(), tools.loop().nanoTime());
    node.settled(run, answer.state(), answer.proven());
    batch.reconsider();
  }

  @Override
  public void lost(String why) {
    log.warn(
        "{} batch {} is lost: {}; others may repeat its {} requests in flight and {} answers that"
            + " were not confirmed",
        run.id(),
        ledger.batch().number(),
        why,
        batch.openAttempts().size(),
        ledger.unconfirmed());
    close();
    batch.reconsider();
  }

  /** Lets go of the batch if it is time, and settles at once where somebody waits for that. */
  void reconsider() {
    if (!hold.isOpen() || !batch.openAttempts().isNone()) {
      return;
    }
    hold.letGo(next());
    if (!hold.isOpen()) {
      batch.targets().leaveAllBut(position -> false);
    } else if (careful.wantsIntent() && batch.isChecked() && !batch.targets().ready().isEmpty()) {
      int position = batch.targets().ready().take();
      careful.announce(new Ended(position, batch.unsent().suspect(position)));
    }
    if (isUrgent()) {
      run.ended().forEach(tools.settler()::settleNow);
      tools.settler().settleNow(ledger);
    }
  }

  private Then next() {
    if (ledger.open() > 0 && (hold.isToBeHandedBack() || !run.isRunning())) {
      return Then.QUEUE;
    }
    boolean idle = batch.isChecked() && batch.targets().allWait() && careful.intent() == null;
    return idle && ledger.waitsBeyond(tools.loop().nanoTime() + node.parkAfter())
        ? Then.WAIT
        : Then.KEEP;
  }

  /**
   * Whether somebody waits for the next settle: the job's end, the next round, a careful send. A
   * batch that has ended before others of its job is settled with them in the next interval.
   */
  private boolean isUrgent() {
    return !hold.isOpen()
        || careful.isUnconfirmed()
        || ledger.hasNews() && (ledger.open() == 0 && run.isEnded() || run.canary().roundSent());
  }

  private void expire(int position) {
    if (!batch.openAttempts().contains(position)) {
      batch.ended(position, batch.unsent().expired(position));
    }
  }

  private void close() {
    hold.end();
    batch.targets().leaveAllBut(batch.openAttempts()::contains);
    tools.metrics().handedBack(ledger.open());
    node.closed(batch, run);
  }
}
