package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Behaviour;

/**
 * How a receiver is set up.
 *
 * @param behaviour what it answers, as long as no other is set
 * @param limits what it lets clients do
 * @param http2 offers HTTP/2 by ALPN beside HTTP/1.1
 * @param maxStreams HTTP/2 streams at a time per connection
 * @param port 0: a free one
 * @param certificate what it shows to clients
 */
public record ReceiverOptions(
    Behaviour behaviour,
    JobKey jobKey,
    Limits limits,
    boolean http2,
    int maxStreams,
    int port,
    Certificate certificate) {

  /** Delivers everything at once, on a free port, in both versions of HTTP. */
  public static ReceiverOptions defaults() {
    return new ReceiverOptions(
        Behaviour.delivering(), JobKey.none(), Limits.NONE, true, 100, 0, Certificate.GOOD);
  }

  public ReceiverOptions withBehaviour(Behaviour newBehaviour) {
    return new ReceiverOptions(newBehaviour, jobKey, limits, http2, maxStreams, port, certificate);
  }

  public ReceiverOptions withJobKey(JobKey newJobKey) {
    return new ReceiverOptions(behaviour, newJobKey, limits, http2, maxStreams, port, certificate);
  }

  /** Each webhook takes 5 requests in 2 s and answers 429 to more, as Discord does. */
  public ReceiverOptions withBuckets() {
    return withLimits(limits.withWebhook(Limits.USUAL_WEBHOOK));
  }

  public ReceiverOptions withLimits(Limits enforced) {
    return new ReceiverOptions(behaviour, jobKey, enforced, http2, maxStreams, port, certificate);
  }

  public ReceiverOptions withHttp1Only() {
    return new ReceiverOptions(behaviour, jobKey, limits, false, maxStreams, port, certificate);
  }

  public ReceiverOptions withMaxStreams(int streams) {
    return new ReceiverOptions(behaviour, jobKey, limits, http2, streams, port, certificate);
  }

  public ReceiverOptions withPort(int newPort) {
    return new ReceiverOptions(behaviour, jobKey, limits, http2, maxStreams, newPort, certificate);
  }

  public ReceiverOptions withCertificate(Certificate shown) {
    return new ReceiverOptions(behaviour, jobKey, limits, http2, maxStreams, port, shown);
  }
}
