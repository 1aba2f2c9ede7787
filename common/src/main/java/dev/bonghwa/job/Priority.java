package dev.bonghwa.job;

import java.util.Locale;

/** Which of a node's three ticket lists a job is rung on. */
public enum Priority {
  HIGH,
  NORMAL,
  LOW;

  /** The word in keys, in the API and in logs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The priority of that word.
   *
   * @throws IllegalArgumentException when it is none of high, normal, low
   */
  public static Priority of(String word) {
    for (Priority priority : values()) {
      if (priority.word().equals(word)) {
        return priority;
      }
    }
    throw new IllegalArgumentException("not one of high, normal, low: " + word);
  }
}
