package dev.bonghwa.egress;

/** Why nothing leaves a whole group; {@code ask.lua} has the lengths of their pauses. */
public enum EgressCause {
  /** The endpoints' host wants fewer requests from this address: as long as it says. */
  GLOBAL_LIMIT,
  /** This address is banned or blocked: longer each time that a probe finds it still so. */
  BAN,
  /** The next answers that count against the address would get it banned. */
  INVALID_BUDGET
}
