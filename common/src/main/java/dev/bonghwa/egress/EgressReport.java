package dev.bonghwa.egress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node has met since its last call, and what it could do.
 *
 * @param ready how many requests it could send now; 0 when it only tells
 * @param sent requests that have left it
 * @param invalid answers that count against the address
 * @param refusal the address was told to be silent; null when not
 * @param probe what it knows of the probe it was given
 */
public record EgressReport(
    int ready, int sent, int invalid, @Nullable Refusal refusal, Probe probe) {

  /**
   * An answer that meant the address and not the endpoint.
   *
   * @param asked how long it wants silence, zero when it did not say
   */
  public record Refusal(EgressCause cause, Duration asked) {}

  /**
   * The one request after a pause.
   *
   * @param number which one, 0 for none
   */
  public record Probe(long number, Stage stage) {
    /** No probe. */
    public static final Probe NONE = new Probe(0, Stage.NONE);
  }

  /** How far a probe has come. */
  public enum Stage {
    /** Nothing is known of it. */
    NONE,
    /** It is under way; its node is alive. */
    SENT,
    /** The address is served again. */
    ANSWERED,
    /** The address is to be silent yet; goes with a {@link Refusal}. */
    REFUSED,
    /** It never left, or came to nothing: another may take it. */
    UNSENT
  }
}
