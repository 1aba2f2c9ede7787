package dev.bonghwa.worker.egress;

import java.util.regex.Pattern;

/**
 * {@code EGRESS_RATE}: requests per second that may leave.
 *
 * @param word {@code auto}, {@code auto:} and a number to begin at, {@code off} or a number; all
 *     numbers from 0.001 to 1000000
 */
public record EgressRate(String word) {
  private static final double LEAST = 0.001;
  private static final double MOST = 1_000_000;
  private static final String BEGINNING = "auto:";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");

  /**
   * Checks the word.
   *
   * @throws IllegalArgumentException when it is none of those
   */
  public EgressRate {
    if (!word.equals("auto") && !word.equals("off") && !isRate(number(word))) {
      throw new IllegalArgumentException("not auto, off or a number within limits: " + word);
    }
  }

  /** No limit. */
  public static EgressRate off() {
    return new EgressRate("off");
  }

  @Override
  public String toString() {
    return word.equals("auto") || word.equals("off") ? word : word + "/s";
  }

  private static String number(String word) {
    return word.startsWith(BEGINNING) ? word.substring(BEGINNING.length()) : word;
  }

  /** Java's own reading takes Infinity too, which is not to be said by mistake. */
  private static boolean isRate(String word) {
    return NUMBER.matcher(word).matches()
        && Double.parseDouble(word) >= LEAST
        && Double.parseDouble(word) <= MOST;
  }
}
