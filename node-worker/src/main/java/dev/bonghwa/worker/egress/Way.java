package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.Proxy;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.send.SendResult;
import dev.bonghwa.worker.send.SendResult.ProxyFailed;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One way out: the node's own address or a proxy, with all that belongs to an address. It asks
 * nobody anything before it is asked itself.
 */
final class Way {
  private final EventLoop loop;
  private final @Nullable Proxy proxy;
  private final GroupSide group;
  private final Circuit circuit;
  private final ProxyTrust trust;
  private long lastNumber;
  private int inFlight;
  private long idleSince;
  private long uses;

  Way(EventLoop loop, @Nullable Proxy proxy, GroupLine line) {
    String name = proxy == null ? "egress" : "egress through proxy " + proxy;
    this.loop = loop;
    this.proxy = proxy;
    this.group = new GroupSide(loop, line, name);
    this.circuit = new Circuit(loop, name);
    this.trust = new ProxyTrust(name, proxy == null);
    this.idleSince = loop.nanoTime();
  }

  void serve(IntSupplier ready, Runnable news) {
    group.serve(() -> circuit.nanosUntilProbe(loop.nanoTime()) > 0 ? 0 : ready.getAsInt(), news);
  }

  /** Asks how its group is, before there is anything to send. */
  void start() {
    group.start();
  }

  void stop() {
    group.stop();
  }

  @Nullable Proxy proxy() {
    return proxy;
  }

  int inFlight() {
    return inFlight;
  }

  /** Nanoseconds until a request may go out, 0 for now. */
  long nanosUntilSend(long now) {
    long own = Math.max(circuit.nanosUntilSend(now), trust.nanosUntilSend(now, inFlight));
    return own > 0 ? own : group.nanosUntilSend(now);
  }

  /** To be called when a request may go out. */
  Clearance send() {
    lastNumber++;
    inFlight++;
    circuit.send(lastNumber);
    group.send(lastNumber);
    return new Clearance(this, lastNumber);
  }

  /** The clearance's request was not made after all. */
  void release(Clearance clearance) {
    notSent(clearance);
    circuit.release(clearance.number);
  }

  private void notSent(Clearance clearance) {
    ended();
    group.release(clearance.number);
  }

  private void ended() {
    inFlight--;
    idleSince = loop.nanoTime();
  }

  /** How long it has had nothing to carry. */
  long nanosIdle(long now) {
    return inFlight > 0 ? 0 : now - idleSince;
  }

  /** The proxy did not carry the clearance's request. */
  void failed(Clearance clearance, ProxyFailed fault) {
    notSent(clearance);
    boolean enough = trust.failed(loop.nanoTime(), clearance.number, lastNumber, fault);
    if (circuit.isProbe(clearance.number)) {
      circuit.lengthen(fault.detail());
    } else if (enough && !circuit.isOpen()) {
      circuit.open(PauseCause.PROXY, fault.detail());
    }
  }

  /** The clearance's request came to this; answers whether a failure is its target's. */
  boolean saw(long clearance, Seen seen) {
    ended();
    uses++;
    if (seen.result() instanceof SendResult.Answer) {
      trust.carried();
    }
    if (seen.outcome().invalid()) {
      group.countInvalid(loop.nanoTime());
    }
    boolean probe = circuit.isProbe(clearance);
    judge(clearance, seen);
    return probe || !circuit.isOpen();
  }

  private void judge(long clearance, Seen seen) {
    if (seen.outcome() instanceof EgressPause pause) {
      group.refused(loop.nanoTime(), clearance, cause(pause), pause.atLeast(), pause.reason());
      sawOwn(clearance, false, false, seen.failedBefore());
    } else if (group.isProbe(clearance)) {
      sawGroupProbe(clearance, seen.isBad());
      group.probed(!seen.isBad());
    } else {
      sawOwn(clearance, seen.isBad(), seen.isForeign(), seen.failedBefore());
    }
  }

  /** That it failed says nothing of the address: it is the node that must wait. */
  private void sawGroupProbe(long clearance, boolean bad) {
    if (circuit.isProbe(clearance)) {
      circuit.probed(bad, false);
    } else if (bad && !circuit.isOpen()) {
      circuit.open(PauseCause.CIRCUIT, "the probe failed");
    }
  }

  private void sawOwn(long clearance, boolean bad, boolean foreign, boolean failedBefore) {
    if (circuit.isProbe(clearance)) {
      circuit.probed(bad, foreign);
    } else if (!circuit.isOpen() && group.isOpen() && !failedBefore) {
      circuit.watch(bad, foreign);
    }
  }

  /** How long nothing will go this way, as far as is known. */
  long nanosPaused(long now) {
    return Math.max(circuit.nanosPaused(now), group.nanosPaused(now));
  }

  /** Why nothing goes this way, empty when it is not paused. */
  String pausedBy() {
    return circuit.isOpen() ? circuit.cause().word() : groupPausedBy();
  }

  /** The same of its group alone. */
  String groupPausedBy() {
    EgressCause cause = group.cause();
    return cause == null ? "" : cause.word();
  }

  /** How long nothing will leave its group, as far as is known. */
  long groupNanosPaused(long now) {
    return group.nanosPaused(now);
  }

  boolean circuitOpen() {
    return circuit.isOpen();
  }

  /** Requests per second that may go this way; 0 while paused, infinite without a limit. */
  double perSecond() {
    return Math.min(circuit.perSecond(loop.nanoTime()), group.perSecond());
  }

  /** What its group may send, as last heard; 0 while that is paused. */
  double groupPerSecond() {
    return groupNanosPaused(loop.nanoTime()) > 0 ? 0 : group.lastPerSecond();
  }

  int invalidAnswers() {
    return group.invalidAnswers(loop.nanoTime());
  }

  /** Requests that this way carried to their end and that nobody was told of yet. */
  long uses() {
    return uses;
  }

  Way told(long ofUses) {
    uses -= ofUses;
    return this;
  }

  /** What its proxy does wrong, empty when nothing. */
  String fault() {
    return trust.lastFault();
  }

  private static EgressCause cause(EgressPause pause) {
    return switch (pause.cause()) {
      case GLOBAL_LIMIT -> EgressCause.GLOBAL_LIMIT;
      case BAN -> EgressCause.BAN;
    };
  }
}
