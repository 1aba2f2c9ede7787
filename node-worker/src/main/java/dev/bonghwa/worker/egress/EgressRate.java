package dev.bonghwa.worker.egress;

import java.util.regex.Pattern;

/**
 * {@code EGRESS_RATE}: requests per second that may leave this node.
 *
 * @param perSecond 0.001 to 1,000,000; or infinite for no limit
 */
public record EgressRate(double perSecond) {
  /** Discord allows an address 50 a second: a little less. */
  private static final double AUTO = 45;

  private static final double LEAST = 0.001;
  private static final double MOST = 1_000_000;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  /** Checks the rate. */
  public EgressRate {
    if (perSecond != NO_LIMIT && !(perSecond >= LEAST && perSecond <= MOST)) {
      throw new IllegalArgumentException("EGRESS_RATE out of range: " + perSecond);
    }
  }

  /** No limit. */
  public static EgressRate off() {
    return new EgressRate(NO_LIMIT);
  }

  /**
   * Reads {@code auto}, {@code off} or a number.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static EgressRate parse(String word) {
    return switch (word) {
      case "auto" -> new EgressRate(AUTO);
      case "off" -> off();
      default -> new EgressRate(number(word));
    };
  }

  /** Java's own reading takes Infinity too, which is not to be said by mistake. */
  private static double number(String word) {
    if (!NUMBER.matcher(word).matches()) {
      throw new IllegalArgumentException("not a number: " + word);
    }
    return Double.parseDouble(word);
  }

  /** Whether there is a limit. */
  public boolean isLimited() {
    return perSecond != NO_LIMIT;
  }
}
