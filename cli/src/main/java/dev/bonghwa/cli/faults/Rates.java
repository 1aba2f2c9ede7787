package dev.bonghwa.cli.faults;

/**
 * How fast a fleet works without a fault and under it.
 *
 * @param clean requests a second
 * @param disturbed requests a second
 */
record Rates(double clean, double disturbed) {

  /** Keeps them for the report, and checks that so much is left of the speed. */
  void require(Arena arena, Check check, double share) {
    arena.note(toString());
    check.require(disturbed >= share * clean, "too slow: " + this);
  }

  @Override
  public String toString() {
    return "%.0f requests a second undisturbed, %.0f now: %.0f %%"
        .formatted(clean, disturbed, 100 * disturbed / clean);
  }
}
