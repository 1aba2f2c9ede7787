package dev.bonghwa.egress;

import java.util.Arrays;
import java.util.Locale;

/** Why nothing leaves a whole group; {@code ask.lua} has the lengths of their pauses. */
public enum EgressCause {
  /** The endpoints' host wants fewer requests from this address: as long as it says. */
  GLOBAL_LIMIT,
  /** This address is banned or blocked: longer each time that a probe finds it still so. */
  BAN,
  /** The next answers that count against the address would get it banned. */
  INVALID_BUDGET;

  /** As nodes tell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As the group keeps it; what a newer node has written there is held for the gravest. */
  static EgressCause ofName(String name) {
    return Arrays.stream(values()).filter(cause -> cause.name().equals(name)).findAny().orElse(BAN);
  }

  /** Whether this is the word for one of them, and not for a reason that a node has alone. */
  public static boolean isWord(String word) {
    return Arrays.stream(values()).anyMatch(cause -> cause.word().equals(word));
  }
}
