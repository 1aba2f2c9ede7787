package dev.bonghwa.worker.channel;

import dev.bonghwa.job.TargetState;
import java.time.Duration;

/** What one attempt meant. Durations already hold the jitter they need; nothing shortens them. */
public sealed interface Outcome {
  /** One line for records and logs: status, code, what the far end said; no secret in it. */
  String reason();

  /** Whether the far end counts this answer against the address we send from (401, 403, 429). */
  boolean invalid();

  /** The target has come to its end. */
  sealed interface Final extends Outcome {
    /** The state it ends in. */
    TargetState end();
  }

  /** The target needs another attempt, unless its attempts or its time are used up. */
  sealed interface Again extends Outcome {}

  /**
   * Accepted.
   *
   * @param endpointWait how long this endpoint must be left alone; zero if not at all
   */
  record Delivered(Duration endpointWait) implements Final {
    @Override
    public TargetState end() {
      return TargetState.DELIVERED;
    }

    @Override
    public String reason() {
      return "";
    }

    @Override
    public boolean invalid() {
      return false;
    }
  }

  /** The endpoint itself says, provably, that it must never be called again. */
  record Gone(String reason, boolean invalid) implements Final {
    @Override
    public TargetState end() {
      return TargetState.GONE;
    }
  }

  /** The endpoint refuses, but may take something another day. */
  record EndpointFailed(String reason, boolean invalid) implements Final {
    @Override
    public TargetState end() {
      return TargetState.FAILED;
    }
  }

  /**
   * The endpoint refuses this payload.
   *
   * @param code the far end's code, or the HTTP status when it gave none: equal codes are one cause
   */
  record PayloadRejected(int code, String reason) implements Final {
    @Override
    public TargetState end() {
      return TargetState.REJECTED;
    }

    @Override
    public boolean invalid() {
      return false;
    }
  }

  /** Nothing may leave this address for a while. Costs no attempt. */
  record EgressPause(Cause cause, Duration atLeast, String reason) implements Again {
    /** Who says so. */
    public enum Cause {
      /** The endpoints' host: too many requests of this address. */
      GLOBAL_LIMIT,
      /** Something in front of it that has banned or blocked this address. */
      BAN
    }

    @Override
    public boolean invalid() {
      return true;
    }
  }

  /** This endpoint wants exactly this pause. Costs no attempt. */
  record RetryAfter(Duration delay, boolean invalid, String reason) implements Again {}

  /** To be believed only when it is said twice: one more attempt, no sooner than this. */
  record RetryOnceLater(Duration delay, boolean invalid, String reason) implements Again {}

  /**
   * Trouble that may pass; costs an attempt.
   *
   * @param limit how often
   * @param atLeast what the far end asked for, zero if nothing
   * @param ambiguous whether the endpoint may have taken the notification all the same
   */
  record Backoff(Limit limit, Duration atLeast, boolean ambiguous, String reason) implements Again {
    /** How many attempts such trouble is worth. */
    public enum Limit {
      /** As many as the policy allows. */
      ATTEMPTS,
      /** At most three more: the payload itself may be what the far end stumbles over. */
      SERVER_ERROR,
      /** Three in all, then the endpoint counts as failed: certificates do not mend themselves. */
      TLS
    }

    /** Plain trouble: nothing asked for, nothing doubtful. */
    public static Backoff because(String reason) {
      return new Backoff(Limit.ATTEMPTS, Duration.ZERO, false, reason);
    }

    @Override
    public boolean invalid() {
      return false;
    }
  }

  /**
   * Certainly not processed: again at once, on another connection. Costs no attempt, three times.
   */
  record RetryNow(String reason) implements Again {
    @Override
    public boolean invalid() {
      return false;
    }
  }
}
