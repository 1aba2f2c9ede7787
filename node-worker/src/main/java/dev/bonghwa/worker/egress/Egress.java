package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's right to send: its group's rate and pauses, and its own circuit.
 *
 * <p>Use: while {@link #nanosUntilSend()} is 0, {@link #acquire} a ticket for one request, then
 * give it back with either {@link #saw} or {@link #release}. After a pause exactly one ticket is
 * given out, the probe; the next come when its outcome has been seen, slowly at first.
 *
 * <p>Tell the outcome first and decide about the target then: the answer that opens the circuit
 * already costs its target no attempt.
 */
public final class Egress {
  private static final Logger log = LoggerFactory.getLogger(Egress.class);

  /** Ask again soon: the probe's answer ends the wait, and nobody knows when it comes. */
  private static final long PROBE_POLL_NANOS = Duration.ofMillis(100).toNanos();

  private final EventLoop loop;
  private final GroupSide group;
  private final PauseGate gate = new PauseGate();
  private final SlowStart slowStart = new SlowStart();
  private final Majority trouble = new Majority(100);
  private final Majority notTheirs = new Majority(50);
  private final GoneWatch gone;
  private final CoolDowns coolDowns;
  private long lastTicket;

  /** Takes the loop that all of this happens on, and the way to the group. */
  public Egress(EventLoop loop, GroupLine line) {
    this.loop = loop;
    group = new GroupSide(loop, line);
    gone = new GoneWatch(loop.nanoTime());
    coolDowns = new CoolDowns(loop::nanoTime);
  }

  /**
   * Says whom it serves.
   *
   * @param ready how many requests could go out now
   * @param news runs when the group has said something
   */
  public void serve(IntSupplier ready, Runnable news) {
    group.serve(() -> nanosUntilOpen(loop.nanoTime()) > 0 ? 0 : ready.getAsInt(), news);
  }

  /** Asks how the group is, before there is anything to send. */
  public void start() {
    group.start();
  }

  /** Asks nothing any more. */
  public void stop() {
    group.stop();
  }

  /** Nanoseconds until a request may go out, 0 for now; ask again after every outcome. */
  public long nanosUntilSend() {
    long now = loop.nanoTime();
    long own = Math.max(nanosUntilOpen(now), slowStart.nanosUntilNext(now));
    return own > 0 ? own : group.nanosUntilSend(now);
  }

  private long nanosUntilOpen(long now) {
    if (gate.isOpen()) {
      return 0;
    }
    return gate.isProbing() ? PROBE_POLL_NANOS : gate.nanosLeft(now);
  }

  /** Takes the right to send one request: a ticket above 0, or 0 when none may go out now. */
  public long acquire() {
    if (nanosUntilSend() > 0) {
      return 0;
    }
    lastTicket++;
    slowStart.take(loop.nanoTime());
    gate.send(lastTicket);
    group.send(lastTicket);
    return lastTicket;
  }

  /** Gives back a ticket whose request was not made after all. */
  public void release(long ticket) {
    slowStart.giveBack();
    gate.unsent(ticket);
    group.release(ticket);
  }

  /** Tells the outcome of the ticket's request to this endpoint. */
  public void saw(long ticket, Endpoint endpoint, SendResult.Tried result, Outcome outcome) {
    long now = loop.nanoTime();
    coolDowns.saw(endpoint.key(), outcome);
    gone.saw(now, outcome);
    if (outcome.invalid()) {
      group.countInvalid(now);
    }
    boolean bad = outcome instanceof Backoff || outcome instanceof RetryNow;
    if (outcome instanceof EgressPause pause) {
      group.refused(now, ticket, cause(pause), pause.atLeast(), pause.reason());
      sawOwn(now, ticket, false, false);
    } else if (group.isProbe(ticket)) {
      sawGroupProbe(now, ticket, bad);
      group.probed(!bad);
    } else {
      sawOwn(now, ticket, bad, Captive.isForeign(endpoint, result));
    }
  }

  /** Nanoseconds for which this endpoint must be left alone, 0 if it need not be. */
  public long nanosUntilSend(EndpointKey key) {
    return coolDowns.nanosLeft(key);
  }

  /** How long nothing will leave this node, as far as is known; zero when it is not paused. */
  public Duration pausedFor() {
    long now = loop.nanoTime();
    return Duration.ofNanos(
        Math.max(gate.isOpen() ? 0 : gate.nanosLeft(now), group.nanosPaused(now)));
  }

  /** Why nothing leaves this node, empty when it is not paused. */
  public String pausedBy() {
    EgressCause cause = group.cause();
    return gate.isOpen() ? cause == null ? "" : word(cause) : word(gate.cause());
  }

  /**
   * Whether failed tries are the node's fault and not the endpoints': they cost no attempt then.
   */
  public boolean circuitOpen() {
    return !gate.isOpen();
  }

  /**
   * Whether an endpoint's word that it is gone is to be believed now. False when nearly everything
   * says so: then something else is wrong, and the target ends as failed, without a tombstone.
   */
  public boolean trustsGone() {
    return gone.isCredible(loop.nanoTime());
  }

  /** Answers of the last ten minutes that count against the address, of the whole group. */
  public int invalidAnswers() {
    return group.invalidAnswers(loop.nanoTime());
  }

  /** Requests per second that may leave the group; 0 while paused, infinite without a limit. */
  public double ratePerSecond() {
    return gate.isOpen() ? Math.min(slowStart.perSecond(loop.nanoTime()), group.perSecond()) : 0;
  }

  /** That it failed says nothing of the address: it is the node that must wait. */
  private void sawGroupProbe(long now, long ticket, boolean bad) {
    if (gate.isProbe(ticket)) {
      sawProbe(now, bad, false);
    } else if (bad && gate.isOpen()) {
      close(now, PauseCause.CIRCUIT, "the probe failed");
    }
  }

  private void sawOwn(long now, long ticket, boolean bad, boolean foreign) {
    if (gate.isProbe(ticket)) {
      sawProbe(now, bad, foreign);
    } else if (gate.isOpen() && group.isOpen()) {
      watch(now, bad, foreign);
    }
  }

  private void sawProbe(long now, boolean bad, boolean foreign) {
    if (bad || foreign && gate.cause() == PauseCause.CAPTIVE) {
      gate.lengthen(now);
      logPause(now, "the probe failed");
    } else {
      gate.open();
      trouble.clear();
      notTheirs.clear();
      slowStart.begin(now);
      log.info("egress resumes, slowly at first");
    }
  }

  private void watch(long now, boolean bad, boolean foreign) {
    trouble.add(bad);
    notTheirs.add(foreign);
    if (notTheirs.isReached()) {
      close(now, PauseCause.CAPTIVE, "most answers do not come from the endpoints");
    } else if (trouble.isReached()) {
      close(now, PauseCause.CIRCUIT, "most requests fail");
    }
  }

  private void close(long now, PauseCause cause, String reason) {
    gate.close(now, cause);
    logPause(now, reason);
  }

  private void logPause(long now, String reason) {
    log.warn(
        "egress paused ({}) for {} s, then one probe: {}",
        word(gate.cause()),
        Duration.ofNanos(gate.nanosLeft(now)).toSeconds(),
        reason);
  }

  private static EgressCause cause(EgressPause pause) {
    return switch (pause.cause()) {
      case GLOBAL_LIMIT -> EgressCause.GLOBAL_LIMIT;
      case BAN -> EgressCause.BAN;
    };
  }

  private static String word(Enum<?> cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
