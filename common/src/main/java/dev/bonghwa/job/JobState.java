package dev.bonghwa.job;

import java.util.Locale;

/**
 * Where a job stands. A job exists for readers from its commit on, so what is still staged has no
 * state.
 */
public enum JobState {
  RUNNING,
  PAUSED,
  COMPLETED,
  CANCELLED,
  STOPPED;

  /** The word in keys, in the API and in logs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of that word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JobState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
