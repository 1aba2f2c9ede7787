package dev.bonghwa.job;

import java.time.Duration;

/** The version of what both programs write into Redis. */
public final class Protocol {

  /**
   * Registrations and jobs carry it; a node claims only jobs of its own version or an older one.
   */
  public static final int VERSION = 1;

  /** In a message: the SHA-256 of {@code ID/TOKEN} in 64 hex digits, put in by the worker. */
  public static final String HOOK_HASH = "{{hook_hash}}";

  /** From a claim or a renewal until others may take the batch. All programs must agree on it. */
  public static final Duration LEASE = Duration.ofSeconds(6);

  private Protocol() {}
}
