package dev.bonghwa.job;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where one target of a job stands. Every target is in exactly one of these; the last seven are
 * ends.
 */
public enum TargetState {
  /** Nobody holds it. */
  PENDING,
  /** A worker has claimed it. */
  SENDING,
  /** It was answered and the next attempt is due later. */
  WAITING,
  /** A 2xx came. */
  DELIVERED,
  /** The endpoint must never be called again. */
  GONE,
  /** The attempts are used up, or the endpoint refuses. */
  FAILED,
  /** The endpoint refuses this payload, or a worker its address. */
  REJECTED,
  /** The deadline passed, or the next attempt would be after it. */
  EXPIRED,
  /** The answer was lost and the policy says not to repeat. */
  UNCERTAIN,
  /** Cancelled before it was sent. */
  CANCELLED;

  /** All ends, in their order. */
  public static final List<TargetState> ENDS =
      Arrays.stream(values()).filter(TargetState::isEnd).toList();

  /** The ends that are kept one by one, in the job's failures. */
  public static final Set<TargetState> FAILURES =
      EnumSet.of(GONE, FAILED, REJECTED, EXPIRED, UNCERTAIN, CANCELLED);

  /** The word in keys, in the API and in logs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more can happen to a target in this state. */
  public boolean isEnd() {
    return ordinal() >= DELIVERED.ordinal();
  }

  /**
   * The state of that word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TargetState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
