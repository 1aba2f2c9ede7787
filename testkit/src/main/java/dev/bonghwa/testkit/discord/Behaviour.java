package dev.bonghwa.testkit.discord;

/** Decides what becomes of a request. Called on the receiver's event loops: must not block. */
@FunctionalInterface
public interface Behaviour {

  ReceiverReply reply(ReceivedRequest request);

  /** Everything is delivered at once. */
  static Behaviour delivering() {
    return request -> Answers.delivered(request);
  }

  /** The same reply to everybody. */
  static Behaviour always(ReceiverReply reply) {
    return request -> reply;
  }

  /** The first attempts get {@code first}, later ones what this behaviour says. */
  default Behaviour after(int attempts, ReceiverReply first) {
    return request -> request.attempt() <= attempts ? first : reply(request);
  }
}
