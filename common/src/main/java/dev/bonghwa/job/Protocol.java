package dev.bonghwa.job;

/** The version of what both programs write into Redis. */
public final class Protocol {

  /**
   * Registrations and jobs carry it; a node claims only jobs of its own version or an older one.
   */
  public static final int VERSION = 1;

  private Protocol() {}
}
