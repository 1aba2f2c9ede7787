package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.EgressGrant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the beginning and the end of the group's pauses. */
final class GroupLog {
  private static final Logger log = LoggerFactory.getLogger(GroupLog.class);
  private static final String FROM_OTHERS = "its group was told so";

  private final String name;
  private @Nullable String reason;

  /** The name of the way. */
  GroupLog(String name) {
    this.name = name;
  }

  /** Why the address is to be silent, in the far end's words; for how long the group says. */
  void refused(String why) {
    reason = why;
  }

  /**
   * The group has answered.
   *
   * @param before why it was paused, as far as was known
   */
  void heard(@Nullable EgressCause before, EgressGrant grant) {
    EgressCause cause = grant.cause();
    if (cause == null) {
      if (before != null) {
        log.info("{} resumes, slowly at first", name);
      }
    } else if (before == null || reason != null) {
      log.warn(
          "{} paused ({}) for {} s, then one probe of its group: {}",
          name,
          cause.word(),
          grant.pause().toSeconds(),
          reason == null ? FROM_OTHERS : reason);
    }
    reason = null;
  }
}
