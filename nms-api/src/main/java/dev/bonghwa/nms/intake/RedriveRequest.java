package dev.bonghwa.nms.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.hash.Digests;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a redrive asks for.
 *
 * @param original the job whose targets they are
 * @param states the ends whose targets are sent to again
 * @param name the new job's, null for that of the original
 * @param expiresIn null for as long as the original had
 */
public record RedriveRequest(
    JobId original, Set<TargetState> states, @Nullable String name, @Nullable Duration expiresIn) {

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

  /** The states as a caller writes them. */
  public String words() {
    return states.stream().sorted().map(TargetState::word).collect(Collectors.joining(", "));
  }

  /** SHA-256 of what was asked for, which stays the same when the original is forgotten. */
  public byte[] digest() {
    String label = name == null ? "" : "name " + name;
    String all = "redrive\n%s\n%s\n%s\n%s".formatted(original.value(), words(), expiresIn, label);
    return Digests.sha256().digest(all.getBytes(UTF_8));
  }
}
