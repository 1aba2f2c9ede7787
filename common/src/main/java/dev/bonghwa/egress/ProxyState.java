package dev.bonghwa.egress;

import org.jspecify.annotations.Nullable;

/**
 * How a proxy is, as far as the fleet knows.
 *
 * @param uses requests that were sent through it
 * @param state what it does
 * @param reason why it is not up, empty when it is
 * @param rate requests a second that its address has been found to take; null when none was found
 */
public record ProxyState(
    Proxy proxy, long uses, State state, String reason, @Nullable Double rate) {

  /** What a proxy does. */
  public enum State {
    /** It carries requests, or would. */
    UP,
    /** Its address is to be silent for a while. */
    PAUSED,
    /** A node has found that it carries nothing. */
    DOWN
  }
}
