package dev.bonghwa.nms.plan;

/**
 * How fast a node may be counted on to be.
 *
 * @param own requests a second that it was seen reaching; infinite when it was never seen busy
 * @param allowed its share of what its egress may send; infinite when nothing limits it
 */
record Speed(double own, double allowed) {
  /** Of a node of which nothing is known. */
  static final Speed UNKNOWN = new Speed(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Infinite when nothing is known. */
  double perSecond() {
    return Math.min(own, allowed);
  }

  boolean isKnown() {
    return Double.isFinite(perSecond());
  }

  boolean isLimitedByEgress() {
    return allowed < own;
  }
}
