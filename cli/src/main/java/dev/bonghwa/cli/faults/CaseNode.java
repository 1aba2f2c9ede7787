package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.process.Signal;

/**
 * A node-worker of a case.
 *
 * @param strength its MAX_CONCURRENT
 * @param redisUrl its way to Redis
 * @param mark the version of the API in its requests, by which the receiver knows this process
 */
record CaseNode(String id, int strength, String redisUrl, int mark, JavaProcess process) {

  /** SIGSTOP: it stands still, its sockets stay open. */
  void freeze() {
    process.signal(Signal.STOP);
  }

  /** SIGCONT. */
  void thaw() {
    process.signal(Signal.CONT);
  }

  @Override
  public String toString() {
    return process.toString();
  }
}
