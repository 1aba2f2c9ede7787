package dev.bonghwa.cli.faults;

/** A case needs what this machine does not have: that says nothing about its promises. */
final class Skipped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  /** Such as "needs Linux and root". */
  Skipped(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
