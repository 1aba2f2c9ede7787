package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.SettleReply.Settled;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Ended;
import dev.bonghwa.queue.Settlement.Then;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.settle.Ledger;
import dev.bonghwa.worker.settle.OnLoop;
import dev.bonghwa.worker.settle.Owner;
import dev.bonghwa.worker.settle.PastTries;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claimed batch through ⑥ send, ⑦ classify, ⑧ decide and ⑨ settle: the file to read first.
 *
 * <p>An open target is in one place: ready, in line behind another target of its endpoint, in
 * flight, being buried (its tombstone is on its way), or waiting for its not-before. The batch is
 * held until nothing is open, until nothing of it is due soon, or until it is told to let go; then
 * a last settle hands it on. From the decision to let go, and once the claim is lost, nothing is
 * sent.
 */
final class BatchDelivery implements Owner {

  private static final Logger log = LoggerFactory.getLogger(BatchDelivery.class);

  /** Whether the batch stands in the line of its priority: kept by {@link Turns}. */
  boolean queued;

  private final Kit kit;
  private final Deliveries node;
  private final JobRun run;
  private final Ledger ledger;
  private final ReadyTargets ready;
  private final Lines lines;
  private final Careful careful;
  private final Judge judge;
  private final Flights flights = new Flights();
  private boolean checked;
  private boolean handBack;
  private boolean over;
  private Then letGo = Then.KEEP;

  BatchDelivery(Kit kit, Deliveries node, JobRun run, ClaimedBatch batch) {
    this.kit = kit;
    this.node = node;
    this.run = run;
    this.ledger = new Ledger(batch, kit.clock());
    this.ready = new ReadyTargets(ledger.untried());
    this.lines = new Lines(node.order(), this);
    this.careful = new Careful(batch.careful());
    this.judge = new Judge(kit, node, run, this);
  }

  /** Takes the batch on; its claim was asked for at these nanoseconds. */
  void open(long claimAsked) {
    kit.metrics().claimed(ledger.open());
    kit.settler().add(ledger, this, claimAsked);
    ledger.tries().forEach((position, past) -> node.timers().add(past.notBefore(), this, position));
    new GoneCheck(kit, this).start();
  }

  /** The fleet's tombstones have been looked up: sending may begin. */
  void checked() {
    checked = true;
    reconsider();
  }

  /** Whether a target of this batch may be sent at this moment. */
  boolean maySend() {
    return (careful.isOff() ? !ready.isEmpty() : careful.isConfirmed() && flights.isNone())
        && checked
        && isHeld()
        && run.maySend()
        && !isLate()
        && kit.settler().allowsSend(ledger);
  }

  /** Sends the next target; false when its endpoint is busy or wants to be left alone. */
  boolean sendNext(long ticket) {
    int position = careful.isOff() ? ready.take() : careful.take();
    Endpoint endpoint = endpoint(position);
    if (!lines.join(position, endpoint)) {
      careful.over();
      return false;
    }
    long now = kit.loop().nanoTime();
    long wait = kit.egress().nanosUntilSend(endpoint.key());
    boolean sent = wait == 0 && send(new Try(position, target(position), endpoint, ticket, now));
    if (wait > 0) {
      waits(position, ledger.past(position).until(now + wait));
    }
    if (!sent) {
      careful.over();
      reconsider();
    }
    return sent;
  }

  private boolean send(Try attempt) {
    var request = judge.request(attempt);
    if (request == null) {
      return false;
    }
    flights.begin(attempt);
    kit.permits().take();
    run.canary().sent();
    kit.sender().send(request, this::mayWrite).thenAccept(result -> landed(attempt, result));
    return true;
  }

  /** Asked when the request is about to be written, maybe long after it was begun. */
  private boolean mayWrite() {
    return isHeld() && run.isRunning() && kit.settler().allowsSend(ledger);
  }

  private void landed(Try attempt, SendResult result) {
    flights.end(attempt);
    switch (result) {
      case SendResult.Withheld() -> withheld(attempt);
      case SendResult.Tried tried -> judge.tried(attempt, tried);
    }
    if (over) {
      lines.leave(attempt.position());
    }
    careful.over();
    reconsider();
  }

  private void withheld(Try attempt) {
    kit.permits().released();
    kit.egress().release(attempt.ticket());
    run.canary().withdrawn();
    ready.returnFirst(attempt.position());
  }

  /** The target was delivered. */
  void delivered(int position) {
    ledger.delivered(position);
    left(position, TargetState.DELIVERED);
  }

  /** The target, which was in nobody's way, ended in something else. */
  void ended(int position, Delivery record) {
    ledger.ended(position, record);
    left(position, record.state());
  }

  /** The target ended before it was its turn. */
  void endedUnsent(int position, Delivery record) {
    ready.remove(position);
    ended(position, record);
  }

  /** The target ends, but not before the fleet knows that its endpoint is gone. */
  void bury(Try attempt, Delivery record) {
    flights.begin(attempt);
    OnLoop.insist(
        kit.loop(),
        () -> kit.store().bury(attempt.endpoint(), record.reason()),
        () -> !over,
        done -> {
          flights.end(attempt);
          ended(attempt.position(), record);
          reconsider();
        });
  }

  /** The target is to be sent (again), not before the time it carries. */
  void waits(int position, PastTries past) {
    ledger.waits(position, past);
    node.timers().add(past.notBefore(), this, position);
  }

  /** The target's not-before has passed. */
  void due(int position) {
    if (isHeld() && !ledger.isTerminal(position)) {
      ready.putBack(position);
      reconsider();
    }
  }

  /** The target is the first in its endpoint's line now. */
  void turnHasCome(int position) {
    if (lines.called(position)) {
      ready.putBack(position);
      reconsider();
    }
  }

  /** Hands the batch back as soon as nothing of it is in flight. */
  void handBack() {
    handBack = true;
    reconsider();
  }

  @Override
  public boolean progressing() {
    return !flights.beganBefore(kit.loop().nanoTime() - kit.settings().hung().toNanos());
  }

  @Override
  public Then then() {
    return letGo;
  }

  @Override
  public @Nullable Ended intent() {
    return letGo == Then.KEEP ? careful.intent() : null;
  }

  @Override
  public void settled(Settlement asked, Settled answer) {
    careful.settled(asked);
    if (asked.then() != Then.KEEP || answer.done()) {
      close();
    } else if (isLate()) {
      forEachOpen(this::expire);
    }
    node.settled(run, answer.state(), answer.proven());
    reconsider();
  }

  @Override
  public void lost(String why) {
    log.warn(
        "{} batch {} is lost: {}; its {} requests in flight are not settled here",
        run.id(),
        ledger.batch().number(),
        why,
        flights.size());
    close();
    node.dispatcher().pump();
  }

  /**
   * Looks anew at what is to be done with the batch; called after everything that happens to it.
   */
  void reconsider() {
    if (!over && letGo == Then.KEEP && flights.isNone()) {
      letGo = letGo();
      if (letGo != Then.KEEP) {
        lines.leaveAllBut(position -> false);
      } else if (careful.wantsIntent() && checked && !ready.isEmpty()) {
        int position = ready.take();
        careful.announce(new Ended(position, judge.suspect(position)));
      }
      if (isUrgent()) {
        kit.settler().settleNow(ledger);
      }
    }
    node.dispatcher().wake(this);
  }

  private Then letGo() {
    if (ledger.open() > 0 && (handBack || !run.isRunning())) {
      return Then.QUEUE;
    }
    return isIdle() && ledger.waitsBeyond(kit.loop().nanoTime() + node.parkAfter())
        ? Then.WAIT
        : Then.KEEP;
  }

  /** Whether all that is open waits for a not-before. */
  private boolean isIdle() {
    return checked
        && ledger.open() > 0
        && ready.isEmpty()
        && lines.areFree()
        && careful.intent() == null;
  }

  /** Whether somebody waits for the next settle: the next claim, the next round, a careful send. */
  private boolean isUrgent() {
    return letGo != Then.KEEP
        || careful.isUnconfirmed()
        || ledger.hasNews() && (ledger.open() == 0 || run.canary().roundSent());
  }

  private void expire(int position) {
    if (!flights.contains(position)) {
      endedUnsent(position, judge.expired(position));
    }
  }

  private void left(int position, TargetState state) {
    kit.metrics().ended(state);
    lines.leave(position);
  }

  private void close() {
    over = true;
    lines.leaveAllBut(flights::contains);
    kit.metrics().handedBack(ledger.open());
    node.closed(this, run);
  }

  void forEachOpen(IntConsumer action) {
    for (int position = 0; position < ledger.batch().targets().size(); position++) {
      if (!ledger.isTerminal(position)) {
        action.accept(position);
      }
    }
  }

  private boolean isLate() {
    return kit.loop().nanoTime() - run.deadline() >= 0;
  }

  /** Whether it may be sent from: claimed, and not to be let go of. */
  boolean isHeld() {
    return !over && !handBack && letGo == Then.KEEP;
  }

  /** Whether this node has nothing to do with it any more. */
  boolean isOver() {
    return over;
  }

  /** Whether Redis knows all that this node knows of it. */
  boolean isSettled() {
    return flights.isNone() && ledger.unconfirmed() == 0;
  }

  /** How many targets of it can be sent as soon as there are permits. */
  int ready() {
    return Math.min(ready.size(), run.canary().left());
  }

  Target target(int position) {
    return ledger.batch().targets().get(position);
  }

  Endpoint endpoint(int position) {
    return new Endpoint(target(position).address());
  }

  Priority priority() {
    return run.priority();
  }

  Ledger ledger() {
    return ledger;
  }

  Judge judge() {
    return judge;
  }
}
