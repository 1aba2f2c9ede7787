package dev.bonghwa.job;

import java.time.Duration;

/** The version of what both programs write into Redis. */
public final class Protocol {

  /** The oldest version in which this program still writes jobs. */
  public static final int OLDEST = 1;

  /**
   * The newest version that this program reads and writes. Registrations and jobs carry it; what a
   * job of a newer one holds is left alone. The system property {@code bonghwa.protocol} raises it,
   * to rehearse an update that brings another.
   */
  public static final int VERSION = Integer.getInteger("bonghwa.protocol", OLDEST);

  /** In a message: the SHA-256 of {@code ID/TOKEN} in 64 hex digits, put in by the worker. */
  public static final String HOOK_HASH = "{{hook_hash}}";

  /** From a claim or a renewal until others may take the batch. All programs must agree on it. */
  public static final Duration LEASE = Duration.ofSeconds(6);

  private Protocol() {}
}
