package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.worker.settle.Ledger;

/**
 * One claimed batch through ⑥ send, ⑦ classify, ⑧ decide and ⑨ settle: the file to read first.
 *
 * <p>An open target is in flight, being buried (its tombstone is on its way), or where {@link
 * OpenTargets} says. {@link BatchSends} sends, {@link Judge} decides what an answer means, {@link
 * Keeping} how long the batch is held and what its settles say.
 */
final class BatchDelivery {

  /** Whether the batch stands in the line of its priority: kept by {@link Turns}. */
  boolean queued;

  private final DeliveryTools tools;
  private final Deliveries node;
  private final JobRun run;
  private final Ledger ledger;
  private final OpenTargets targets;
  private final Careful careful;
  private final Judge judge;
  private final Unsent unsent;
  private final Keeping keeping;
  private final BatchSends sends;
  private final OpenAttempts openAttempts = new OpenAttempts();
  private final Hold hold = new Hold();
  private boolean checked;

  BatchDelivery(DeliveryTools tools, Deliveries node, JobRun run, ClaimedBatch batch) {
    this.tools = tools;
    this.node = node;
    this.run = run;
    this.ledger = new Ledger(batch, tools.clock());
    this.targets = new OpenTargets(ledger, node.order(), node.timers(), this);
    this.careful = new Careful(batch.careful());
    this.unsent = new Unsent(tools, node, this);
    this.judge = new Judge(tools, node, run, this);
    this.keeping = new Keeping(tools, node, run, this);
    this.sends = new BatchSends(tools, node, run, this);
  }

  /** Takes the batch on; its claim was asked for at these nanoseconds. */
  void open(long claimAsked) {
    tools.metrics().claimed(ledger.open());
    tools.settler().add(ledger, keeping, claimAsked);
    targets.arm();
    new GoneCheck(tools, node, this).start();
  }

  /** What the fleet knows of its endpoints has been looked up: sending may begin. */
  void checked() {
    checked = true;
    reconsider();
  }

  /** The target was delivered. */
  void delivered(int position) {
    ledger.delivered(position);
    left(position, TargetState.DELIVERED);
  }

  /** The target ended in something else. */
  void ended(int position, Delivery record) {
    ledger.ended(position, record);
    left(position, record.state());
  }

  private void left(int position, TargetState state) {
    tools.metrics().ended(state);
    targets.remove(position);
  }

  /** The target's not-before has passed. */
  void due(int position) {
    if (hold.isFirm() && targets.due(position)) {
      reconsider();
    }
  }

  /** Looks anew at what is to be done with the batch: to be called after all that happens to it. */
  void reconsider() {
    keeping.reconsider();
    node.dispatcher().wake(this);
  }

  /** The target is the first in its endpoint's line now. */
  void turnHasCome(int position) {
    if (targets.called(position)) {
      reconsider();
    }
  }

  /** Hands the batch back as soon as nothing of it is in flight. */
  void handBack() {
    hold.handBack();
    reconsider();
  }

  /** Whether the job's time is up. */
  boolean isLate() {
    return tools.loop().nanoTime() - run.deadline() >= 0;
  }

  /** Whether Redis knows all that this node knows of it. */
  boolean isSettled() {
    return openAttempts.isNone() && ledger.unconfirmed() == 0;
  }

  /** How many targets of it can be sent as soon as there are permits. */
  int ready() {
    return Math.min(targets.ready().size(), run.canary().left());
  }

  /** Whether any number of its targets may be sent at a time. */
  boolean isProven() {
    return run.canary().lifted();
  }

  Priority priority() {
    return run.priority();
  }

  boolean isChecked() {
    return checked;
  }

  Careful careful() {
    return careful;
  }

  OpenAttempts openAttempts() {
    return openAttempts;
  }

  Hold hold() {
    return hold;
  }

  Ledger ledger() {
    return ledger;
  }

  OpenTargets targets() {
    return targets;
  }

  BatchSends sends() {
    return sends;
  }

  Judge judge() {
    return judge;
  }

  Unsent unsent() {
    return unsent;
  }
}
