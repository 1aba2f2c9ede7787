package dev.bonghwa.worker.egress;

/**
 * {@code EGRESS_RATE}: requests per second that may leave this node.
 *
 * @param perSecond above 0; infinite for no limit
 */
public record EgressRate(double perSecond) {
  /** Discord allows an address 50 a second: a little less. */
  private static final double AUTO = 45;

  /** Checks that the rate is above 0. */
  public EgressRate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("EGRESS_RATE not above 0: " + perSecond);
    }
  }

  /** No limit. */
  public static EgressRate off() {
    return new EgressRate(Double.POSITIVE_INFINITY);
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
      default -> new EgressRate(Double.parseDouble(word));
    };
  }

  /** Whether there is a limit. */
  public boolean isLimited() {
    return perSecond != Double.POSITIVE_INFINITY;
  }
}
