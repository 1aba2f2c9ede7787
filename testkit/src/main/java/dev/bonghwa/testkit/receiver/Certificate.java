package dev.bonghwa.testkit.receiver;

import java.util.List;

/** What a receiver shows when it is asked who it is. */
public enum Certificate {
  /** For 127.0.0.1 and localhost, of the authority that is to be trusted. */
  GOOD,
  /** Of that authority, and out of date since yesterday. */
  EXPIRED,
  /** Of that authority, for another host. */
  OTHER_HOST,
  /** Signed by itself. */
  SELF_SIGNED;

  /** Those that a client must not accept. */
  public static final List<Certificate> BAD = List.of(EXPIRED, OTHER_HOST, SELF_SIGNED);
}
