package dev.bonghwa.worker.channel.discord;

import java.util.Set;

/** Discord's JSON error codes, as far as they decide anything. */
final class Codes {
  /** No code, or Discord's general error. */
  static final int NONE = 0;

  static final int UNKNOWN_CHANNEL = 10003;
  static final int UNKNOWN_WEBHOOK = 10015;

  /** What stands in front of Discord blocks us: bad User-Agent, or the address. */
  static final int BLOCKED = 40333;

  static final int INVALID_TOKEN = 50027;
  static final int OVERLOADED = 130000;

  /** Limits of a channel or a server that all of its webhooks share. */
  private static final Set<Integer> SHARED_LIMITS = Set.of(20016, 20028, 20029, 40062);

  /** The endpoint's channel is a forum, or its thread is locked, full, archived or no thread. */
  private static final Set<Integer> THREAD =
      Set.of(40067, 50083, 160004, 160005, 160006, 160007, 220001, 220002, 220003, 220004);

  private Codes() {}

  static boolean isSharedLimit(int code) {
    return SHARED_LIMITS.contains(code);
  }

  static boolean isAboutThread(int code) {
    return THREAD.contains(code);
  }
}
