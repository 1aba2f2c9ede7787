package dev.bonghwa.nms.intake;

import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a redrive asks for.
 *
 * @param states the ends whose targets are sent to again
 * @param name the new job's, null for that of the original
 * @param expiresIn null for as long as the original had
 */
public record RedriveRequest(
    Set<TargetState> states, @Nullable String name, @Nullable Duration expiresIn) {

  /** All that may be asked for; a gone endpoint is never called again. */
  public static final Set<TargetState> POSSIBLE =
      EnumSet.of(
          TargetState.FAILED,
          TargetState.REJECTED,
          TargetState.EXPIRED,
          TargetState.UNCERTAIN,
          TargetState.CANCELLED);

  /** What is meant when no state is named: a payload is refused again, and a cancel was meant. */
  public static final Set<TargetState> USUAL =
      EnumSet.of(TargetState.FAILED, TargetState.EXPIRED, TargetState.UNCERTAIN);

  public RedriveRequest {
    states = EnumSet.copyOf(states);
  }
}
