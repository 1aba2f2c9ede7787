package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.settle.Ledger;
import dev.bonghwa.worker.settle.OnLoop;

/**
 * One claimed batch through ⑥ send, ⑦ classify, ⑧ decide and ⑨ settle: the file to read first.
 *
 * <p>An open target is in flight, being buried (its tombstone is on its way), or where {@link
 * OpenTargets} says. {@link Judge} decides what an answer means, {@link Keeping} how long the batch
 * is held and what its settles say.
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
  private final Keeping keeping;
  private final OpenTries openTries = new OpenTries();
  private final Hold hold = new Hold();
  private boolean checked;

  BatchDelivery(DeliveryTools tools, Deliveries node, JobRun run, ClaimedBatch batch) {
    this.tools = tools;
    this.node = node;
    this.run = run;
    this.ledger = new Ledger(batch, tools.clock());
    this.targets = new OpenTargets(ledger, node.order(), node.timers(), this);
    this.careful = new Careful(batch.careful());
    this.judge = new Judge(tools, node, run, this);
    this.keeping = new Keeping(tools, node, run, this);
  }

  /** Takes the batch on; its claim was asked for at these nanoseconds. */
  void open(long claimAsked) {
    tools.metrics().claimed(ledger.open());
    tools.settler().add(ledger, keeping, claimAsked);
    targets.arm();
    new GoneCheck(tools, this, targets).start();
  }

  /** The fleet's tombstones have been looked up: sending may begin. */
  void checked() {
    checked = true;
    reconsider();
  }

  /** Whether a target of this batch may be sent at this moment. */
  boolean maySend() {
    return (careful.isOff() ? !targets.ready().isEmpty() : careful.maySend(openTries))
        && checked
        && hold.isFirm()
        && run.maySend()
        && !isLate()
        && tools.settler().allowsSend(ledger);
  }

  /** Sends the next target; false when its endpoint is busy or wants to be left alone. */
  boolean sendNext(long ticket) {
    int position = careful.isOff() ? targets.ready().take() : careful.take();
    var endpoint = targets.endpoint(position);
    long now = tools.loop().nanoTime();
    boolean sent =
        targets.join(position, endpoint)
            && isWelcome(position, now)
            && send(new Try(position, targets.target(position), endpoint, ticket, now));
    if (!sent) {
      careful.over();
      reconsider();
    }
    return sent;
  }

  /** Whether the endpoint takes a request now; else the target waits as if it had been told so. */
  private boolean isWelcome(int position, long now) {
    long wait = tools.egress().nanosUntilSend(targets.endpoint(position).key());
    if (wait > 0) {
      targets.waits(position, ledger.past(position).until(now + wait));
    }
    return wait <= 0;
  }

  private boolean send(Try attempt) {
    var request = judge.request(attempt);
    if (request == null) {
      return false;
    }
    openTries.begin(attempt);
    tools.permits().take();
    run.canary().sent();
    tools.sender().send(request, this::mayWrite).thenAccept(result -> landed(attempt, result));
    return true;
  }

  /** Asked when the request is about to be written, maybe long after it was begun. */
  private boolean mayWrite() {
    return hold.isFirm() && run.isRunning() && tools.settler().allowsSend(ledger);
  }

  private void landed(Try attempt, SendResult result) {
    openTries.end(attempt);
    switch (result) {
      case SendResult.Withheld() -> withheld(attempt);
      case SendResult.Tried tried -> judge.tried(attempt, tried);
    }
    if (hold.isOver()) {
      targets.leave(attempt.position());
    }
    careful.over();
    reconsider();
  }

  private void withheld(Try attempt) {
    tools.permits().released();
    tools.egress().release(attempt.ticket());
    run.canary().withdrawn();
    targets.ready().returnFirst(attempt.position());
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

  /**
   * The target ends, but not before the fleet knows that its endpoint is gone; and the fleet shall
   * know it also when the batch is lost meanwhile.
   */
  void bury(Try attempt, Delivery record) {
    openTries.begin(attempt);
    OnLoop.insist(
        tools.loop(),
        () -> tools.store().bury(attempt.endpoint(), record.reason()),
        () -> true,
        done -> buried(attempt, record));
  }

  private void buried(Try attempt, Delivery record) {
    openTries.end(attempt);
    if (hold.isOver()) {
      targets.leave(attempt.position());
    } else {
      ended(attempt.position(), record);
      reconsider();
    }
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
    return openTries.isNone() && ledger.unconfirmed() == 0;
  }

  /** How many targets of it can be sent as soon as there are permits. */
  int ready() {
    return Math.min(targets.ready().size(), run.canary().left());
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

  OpenTries openTries() {
    return openTries;
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

  Judge judge() {
    return judge;
  }
}
