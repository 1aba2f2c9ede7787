package dev.bonghwa.worker.egress;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's right to send.
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

  private final LongSupplier ticker;
  private final Pace pace;
  private final PauseGate gate = new PauseGate();
  private final InvalidWindow invalid;
  private final Majority trouble = new Majority(100);
  private final Majority notTheirs = new Majority(50);
  private final GoneWatch gone;
  private final CoolDowns coolDowns;
  private long lastTicket;

  /** Takes the rate and a clock in nanoseconds. */
  public Egress(EgressRate rate, LongSupplier nanoTicker) {
    ticker = nanoTicker;
    pace = new Pace(rate);
    invalid = new InvalidWindow(nanoTicker.getAsLong());
    gone = new GoneWatch(nanoTicker.getAsLong());
    coolDowns = new CoolDowns(nanoTicker);
  }

  /** Nanoseconds until a request may go out, 0 for now; ask again after every outcome. */
  public long nanosUntilSend() {
    long now = ticker.getAsLong();
    if (gate.isOpen()) {
      return pace.nanosUntilNext(now);
    }
    return gate.isProbing() ? PROBE_POLL_NANOS : gate.nanosLeft(now);
  }

  /** Takes the right to send one request: a ticket above 0, or 0 when none may go out now. */
  public long acquire() {
    if (nanosUntilSend() > 0) {
      return 0;
    }
    pace.take(ticker.getAsLong());
    lastTicket++;
    gate.send(lastTicket);
    return lastTicket;
  }

  /** Gives back a ticket whose request was not made after all. */
  public void release(long ticket) {
    pace.giveBack();
    gate.unsent(ticket);
  }

  /** Tells the outcome of the ticket's request to this endpoint. */
  public void saw(long ticket, Endpoint endpoint, SendResult.Tried result, Outcome outcome) {
    long now = ticker.getAsLong();
    coolDowns.saw(endpoint.key(), outcome);
    gone.saw(now, outcome);
    if (outcome.invalid()) {
      invalid.count(now);
    }
    boolean bad = outcome instanceof Backoff || outcome instanceof RetryNow;
    boolean foreign = Captive.isForeign(endpoint, result);
    if (outcome instanceof EgressPause pause) {
      sawPause(now, ticket, pause);
    } else if (gate.isProbe(ticket)) {
      sawProbe(now, bad, foreign);
    } else if (gate.isOpen()) {
      watch(now, bad, foreign);
    }
  }

  /** Nanoseconds for which this endpoint must be left alone, 0 if it need not be. */
  public long nanosUntilSend(EndpointKey key) {
    return coolDowns.nanosLeft(key);
  }

  /** How long nothing will leave this node, as far as is known; zero when it is not paused. */
  public Duration pausedFor() {
    return gate.isOpen()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, gate.nanosLeft(ticker.getAsLong())));
  }

  /**
   * Whether failed tries are the node's fault and not the endpoints': they cost no attempt then.
   */
  public boolean circuitOpen() {
    return !gate.isOpen() && gate.cause().isOurFault();
  }

  /**
   * Whether an endpoint's word that it is gone is to be believed now. False when nearly everything
   * says so: then something else is wrong, and the target ends as failed, without a tombstone.
   */
  public boolean trustsGone() {
    return gone.isCredible(ticker.getAsLong());
  }

  /** Answers of the last ten minutes that count against the address we send from. */
  public int invalidAnswers() {
    return invalid.total(ticker.getAsLong());
  }

  /** Requests per second that may leave now; 0 while paused, infinite without a limit. */
  public double ratePerSecond() {
    return gate.isOpen() ? pace.perSecond(ticker.getAsLong()) : 0;
  }

  private void sawPause(long now, long ticket, EgressPause pause) {
    PauseCause cause = PauseCause.of(pause.cause());
    if (gate.isProbe(ticket)) {
      gate.lengthen(now, cause, pause.atLeast());
    } else if (gate.isOpen()) {
      gate.close(now, cause, pause.atLeast());
    } else {
      gate.extend(now, pause.atLeast());
      return;
    }
    if (cause == PauseCause.GLOBAL_LIMIT) {
      pace.halve(now);
    }
    logPause(now, pause.reason());
  }

  private void sawProbe(long now, boolean bad, boolean foreign) {
    if (gate.cause() == PauseCause.CAPTIVE ? foreign || bad : bad) {
      gate.lengthen(
          now, gate.cause().isOurFault() ? gate.cause() : PauseCause.CIRCUIT, Duration.ZERO);
      logPause(now, "the probe failed");
      return;
    }
    if (gate.answered(now)) {
      resume(now);
    }
  }

  private void resume(long now) {
    trouble.clear();
    notTheirs.clear();
    pace.startSlowly(now);
    log.info("egress resumes, slowly at first");
    stopAtInvalidLimit(now);
  }

  private void watch(long now, boolean bad, boolean foreign) {
    trouble.add(bad);
    notTheirs.add(foreign);
    if (notTheirs.isReached()) {
      close(now, PauseCause.CAPTIVE, "most answers do not come from the endpoints");
    } else if (trouble.isReached()) {
      close(now, PauseCause.CIRCUIT, "most requests fail");
    } else {
      stopAtInvalidLimit(now);
    }
  }

  private void stopAtInvalidLimit(long now) {
    if (invalid.isSpent(now)) {
      close(now, PauseCause.INVALID_BUDGET, "5,000 answers in 10 minutes counted against us");
    }
  }

  private void close(long now, PauseCause cause, String reason) {
    gate.close(now, cause, Duration.ZERO);
    logPause(now, reason);
  }

  private void logPause(long now, String reason) {
    log.warn(
        "egress paused ({}) for {} s, then one probe: {}",
        gate.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        Duration.ofNanos(gate.nanosLeft(now)).toSeconds(),
        reason);
  }
}
