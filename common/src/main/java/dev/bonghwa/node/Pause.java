package dev.bonghwa.node;

import java.time.Instant;

/**
 * That something sends nothing.
 *
 * @param until by Redis TIME, {@link Instant#EPOCH} when it is not paused
 * @param cause why, empty when it is not paused
 */
public record Pause(Instant until, String cause) {

  /** It sends. */
  public static final Pause NONE = new Pause(Instant.EPOCH, "");
}
