package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.EgressGrant;
import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.EgressReport.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The group's pause, as far as this node knows, and the group's probe when it is this node's. */
final class GroupPause {
  /** Shorter than the group's own lease of a probe: nobody else has it yet. */
  private static final long PROBE_LEASE = Duration.ofSeconds(4).toNanos();

  private static final long NO_NUMBER = 0;
  private static final Duration LONGEST = Duration.ofHours(24);

  private @Nullable EgressCause cause;
  private long until;
  private long probe;
  private long probeSince;
  private Stage stage = Stage.NONE;
  private long sent = NO_NUMBER; // of the clearance with which the probe was sent

  @Nullable EgressCause cause() {
    return cause;
  }

  boolean isOpen() {
    return cause == null;
  }

  /** 0 when it ends with the probe's answer. */
  long nanosLeft(long now) {
    return isOpen() ? 0 : Math.max(0, until - now);
  }

  /** Whether the one probe is here and waits to be sent. */
  boolean holdsProbe(long now) {
    return !isOpen()
        && probe != 0
        && stage == Stage.NONE
        && nanosLeft(now) == 0
        && now - probeSince < PROBE_LEASE;
  }

  boolean isProbing() {
    return stage == Stage.SENT;
  }

  boolean isProbe(long number) {
    return isProbing() && number == sent;
  }

  void sent(long number) {
    sent = number;
    stage = Stage.SENT;
  }

  /** It did not leave: it may yet. */
  void unsent() {
    stage = Stage.NONE;
    sent = NO_NUMBER;
  }

  /** The probe came to this; what follows is the group's to say. */
  void probed(Stage end) {
    stage = end;
    sent = NO_NUMBER;
  }

  /** Closes it until the group has said how long; or makes it longer. */
  void close(long now, EgressCause why, Duration asked) {
    Duration least = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    until = now + Math.max(isOpen() ? 0 : until - now, least.toNanos());
    cause = why;
  }

  /** Takes what the group says of it. */
  void heard(EgressGrant grant, long asked, long now) {
    cause = grant.cause();
    until = now + grant.pause().toNanos();
    if (stage == Stage.NONE) {
      probe = grant.probe();
      probeSince = asked;
    }
  }

  /** What the group is to know of the probe; what has ended is told once. */
  Probe told() {
    if (probe == 0 || stage == Stage.NONE) {
      return Probe.NONE;
    }
    Probe known = new Probe(probe, stage);
    if (stage != Stage.SENT) {
      stage = Stage.NONE;
      probe = 0;
    }
    return known;
  }
}
