package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.job.TargetState;

/**
 * The promises, checked of one job that has ended. Whatever was done to the fleet, every target is
 * in exactly one end state, and every delivered one was answered with 2xx; the rest is promised by
 * some cases only.
 */
final class Check {

  private final Figures figures;
  private final FleetJob job;
  private final Truth truth;

  /** Checks at once what every case promises. */
  Check(Figures figures, FleetJob job, Truth truth) {
    this.figures = figures;
    this.job = job;
    this.truth = truth;
    figures.job(truth.submitted(), truth.lost());
    job.contradictions().forEach(this::broken);
    truth.contradictions().forEach(this::broken);
  }

  /** Every target got the message. */
  Check allDelivered() {
    return delivered(truth.submitted());
  }

  Check delivered(long count) {
    return ended(TargetState.DELIVERED, count);
  }

  /** So many targets ended in this state. */
  Check ended(TargetState state, long count) {
    long ended = truth.report().count(state);
    return require(
        ended == count,
        "%s: expected %d but was %d; listed: %s"
            .formatted(state.word(), count, ended, truth.someListed()));
  }

  Check state(String state) {
    return same("the job's state", state, truth.report().state());
  }

  /** No target got it twice. */
  Check once() {
    return twiceAtMost(0);
  }

  /** So many were in flight, or answered and not yet settled, when somebody went down. */
  Check twiceAtMost(long bound) {
    figures.twice(truth.twice(), bound);
    return require(truth.twice() <= bound, "sent twice: " + truth.twice() + " > " + bound);
  }

  /** No request before a Retry-After had ended, none to a webhook known to be gone. */
  Check polite() {
    var seen = truth.sight().counted();
    require(seen.early() == 0, "early requests: " + job.someEarlyRequests());
    return require(seen.toGone() == 0, "requests to gone webhooks: " + seen.toGone());
  }

  Check same(String what, Object expected, Object actual) {
    return require(expected.equals(actual), what + ": expected " + expected + " but was " + actual);
  }

  Check require(boolean kept, String otherwise) {
    if (!kept) {
      broken(otherwise);
    }
    return this;
  }

  private void broken(String what) {
    figures.broken("job " + job.key() + ": " + what);
  }
}
