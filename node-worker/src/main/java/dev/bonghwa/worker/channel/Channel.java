package dev.bonghwa.worker.channel;

import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import java.util.Optional;

/** A kind of endpoint: its requests and the meaning of its answers. */
public interface Channel {
  /** The word for it in jobs. */
  String name();

  /** Prepares a job's message, once per job. */
  PreparedMessage message(byte[] json);

  /** Why this address must not be called; empty when it may be. */
  Optional<String> objection(String address);

  /** The request that brings the message to the endpoint of this normalised, secret address. */
  Outgoing request(String address, PreparedMessage message);

  /** Whether this endpoint can be asked to answer with what it has saved. */
  boolean canConfirm(String address);

  /** The same request to such an endpoint, asking for that. */
  Outgoing confirmed(Outgoing request);

  /** Whether the answer to it, a success, holds what was saved. */
  boolean isConfirmed(SendResult.Answer answer);

  /** What the result of such a request means. Never throws, whatever the far end said. */
  Outcome classify(String address, SendResult.Attempted result);
}
