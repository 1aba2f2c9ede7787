package dev.bonghwa.worker.egress;

import dev.bonghwa.worker.loop.EventLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens, so that nothing goes a way from this node alone, when most of what goes there fails; one
 * probe closes it again, and requests follow slowly at first.
 */
final class Circuit {
  private static final Logger log = LoggerFactory.getLogger(Circuit.class);

  /** Ask again soon: the probe's answer ends the wait, and nobody knows when it comes. */
  private static final long PROBE_POLL_NANOS = Duration.ofMillis(100).toNanos();

  private final EventLoop loop;
  private final String name;
  private final PauseGate gate = new PauseGate();
  private final SlowStart slowStart = new SlowStart();

  /** So many that the odd 500 of a healthy receiver is never most of them. */
  private final Majority trouble = new Majority(100);

  /** Fewer: an answer that is not the receiver's own is never the odd one of a healthy way. */
  private final Majority notTheirs = new Majority(50);

  /** The name of its way is for the log. */
  Circuit(EventLoop loop, String name) {
    this.loop = loop;
    this.name = name;
  }

  /** Whether nothing goes there but a probe. */
  boolean isOpen() {
    return !gate.isOpen();
  }

  PauseCause cause() {
    return gate.cause();
  }

  long nanosUntilSend(long now) {
    return Math.max(nanosUntilProbe(now), slowStart.nanosUntilNext(now));
  }

  long nanosUntilProbe(long now) {
    if (gate.isOpen()) {
      return 0;
    }
    return gate.isProbing() ? PROBE_POLL_NANOS : gate.nanosLeft(now);
  }

  /** For how long nothing will go there, as far as is known. */
  long nanosPaused(long now) {
    return gate.isOpen() ? 0 : gate.nanosLeft(now);
  }

  /** 0 while it is open, infinite without a limit. */
  double perSecond(long now) {
    return gate.isOpen() ? slowStart.perSecond(now) : 0;
  }

  void send(long number) {
    slowStart.take(loop.nanoTime());
    gate.send(number);
  }

  void release(long number) {
    slowStart.giveBack();
    gate.unsent(number);
  }

  boolean isProbe(long number) {
    return gate.isProbe(number);
  }

  /** Something came back that was no probe. */
  void watch(boolean bad, boolean foreign) {
    trouble.add(bad);
    notTheirs.add(foreign);
    if (notTheirs.isReached()) {
      open(PauseCause.CAPTIVE, "most answers do not come from the endpoints");
    } else if (trouble.isReached()) {
      open(PauseCause.CIRCUIT, "most requests fail");
    }
  }

  /** The probe came back. */
  void probed(boolean bad, boolean foreign) {
    if (bad || foreign && gate.cause() == PauseCause.CAPTIVE) {
      lengthen("the probe failed");
    } else {
      gate.open();
      trouble.clear();
      notTheirs.clear();
      slowStart.begin(loop.nanoTime());
      log.info("{} resumes, slowly at first", name);
    }
  }

  void lengthen(String reason) {
    gate.lengthen(loop.nanoTime());
    tell(reason);
  }

  void open(PauseCause cause, String reason) {
    gate.close(loop.nanoTime(), cause);
    tell(reason);
  }

  private void tell(String reason) {
    log.warn(
        "{} paused ({}) for {} s, then one probe: {}",
        name,
        gate.cause().word(),
        Duration.ofNanos(gate.nanosLeft(loop.nanoTime())).toSeconds(),
        reason);
  }
}
