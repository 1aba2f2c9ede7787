package dev.bonghwa.egress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node may send, and how its group is.
 *
 * @param requests how many were granted
 * @param start when the first is due, counted from the call; below zero in the answer to a copy
 * @param interval from one to the next
 * @param cause why the group is paused, null when it is not
 * @param pause for how long yet; zero with a cause means that it ends with the probe's answer
 * @param probe number of the probe that is this node's to send, 0 when it is not
 * @param perSecond the group's rate, infinite without one
 * @param invalid answers of the last ten minutes that count against the address
 * @param askAgain when nothing was granted: not before that
 */
public record EgressGrant(
    int requests,
    Duration start,
    Duration interval,
    @Nullable EgressCause cause,
    Duration pause,
    long probe,
    double perSecond,
    int invalid,
    Duration askAgain) {

  /** Whether nothing limits the group but what it is told. */
  public boolean isUnlimited() {
    return cause == null && perSecond == Double.POSITIVE_INFINITY;
  }
}
