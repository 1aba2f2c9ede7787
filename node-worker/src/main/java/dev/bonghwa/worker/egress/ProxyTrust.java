package dev.bonghwa.worker.egress;

import dev.bonghwa.worker.send.SendResult.ProxyFailed;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a proxy carries what it is given. One that has carried nothing yet, or has failed, gets
 * one request at a time, and after a fault a moment's rest, so that its targets go other ways.
 */
final class ProxyTrust {
  private static final Logger log = LoggerFactory.getLogger(ProxyTrust.class);

  /** One or two may be the fault of a single connection. */
  private static final int ENOUGH = 3;

  private static final long REST = Duration.ofSeconds(1).toNanos();

  /** The answer is news. */
  private static final long ANSWER_POLL = Duration.ofSeconds(1).toNanos();

  private final String name;
  private boolean proven;
  private boolean loginTold;
  private int faults;
  private long counted;
  private long restUntil;
  private String lastFault = "";

  /** The name is for the log; the node's own address is proven from the start. */
  ProxyTrust(String name, boolean proven) {
    this.name = name;
    this.proven = proven;
  }

  long nanosUntilSend(long now, int inFlight) {
    if (proven) {
      return 0;
    }
    return inFlight > 0 ? ANSWER_POLL : faults > 0 ? Math.max(0, restUntil - now) : 0;
  }

  void carried() {
    proven = true;
    loginTold = false;
    faults = 0;
    lastFault = "";
  }

  /**
   * It did not carry the request of the clearance with that number.
   *
   * @param newest number given: what was under way together fails together, and counts once
   * @return whether it has failed often enough to be left alone
   */
  boolean failed(long now, long number, long newest, ProxyFailed fault) {
    proven = false;
    lastFault = fault.login() ? "it refuses PROXY_USER and PROXY_PASSWORD (407)" : fault.detail();
    restUntil = now + REST;
    tellLogin(fault);
    if (number <= counted) {
      return false;
    }
    counted = newest;
    faults++;
    return faults >= ENOUGH;
  }

  /** What it failed with, empty when it has carried something since. */
  String lastFault() {
    return lastFault;
  }

  private void tellLogin(ProxyFailed fault) {
    if (fault.login() && !loginTold) {
      loginTold = true;
      log.error(
          "{} wants another login (407): set PROXY_USER and PROXY_PASSWORD to what it knows, and"
              + " start this node again; other ways are used meanwhile",
          name);
    }
  }
}
