package dev.bonghwa.worker.channel.discord;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The table of what Discord's answers mean. */
public final class DiscordResponses {
  /**
   * Takes a clock for dates in Retry-After and the jitter.
   *
   * @param jitterMillis added to everything waited for, 50 to 250
   */
  public DiscordResponses(InstantSource clock, LongSupplier jitterMillis) {}
}
