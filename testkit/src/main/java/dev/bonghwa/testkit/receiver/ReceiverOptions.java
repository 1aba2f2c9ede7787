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
 * @param host by which clients reach it; another than 127.0.0.1 opens it to all who reach this
 *     machine
 */
public record ReceiverOptions(
    Behaviour behaviour,
    JobKey jobKey,
    Limits limits,
    boolean http2,
    int maxStreams,
    int port,
    Certificate certificate,
    String host) {

  static final String LOOPBACK = "127.0.0.1";

  /** Delivers everything at once, on a free port, in both versions of HTTP. */
  public static ReceiverOptions defaults() {
    return new ReceiverOptions(
        Behaviour.delivering(),
        JobKey.none(),
        Limits.NONE,
        true,
        100,
        0,
        Certificate.GOOD,
        LOOPBACK);
  }

  public ReceiverOptions withBehaviour(Behaviour newBehaviour) {
    return new ReceiverOptions(
        newBehaviour, jobKey, limits, http2, maxStreams, port, certificate, host);
  }

  public ReceiverOptions withJobKey(JobKey newJobKey) {
    return new ReceiverOptions(
        behaviour, newJobKey, limits, http2, maxStreams, port, certificate, host);
  }

  /** Each webhook takes 5 requests in 2 s and answers 429 to more, as Discord does. */
  public ReceiverOptions withBuckets() {
    return withLimits(limits.withWebhook(Limits.USUAL_WEBHOOK));
  }

  public ReceiverOptions withLimits(Limits enforced) {
    return new ReceiverOptions(
        behaviour, jobKey, enforced, http2, maxStreams, port, certificate, host);
  }

  public ReceiverOptions withHttp1Only() {
    return new ReceiverOptions(
        behaviour, jobKey, limits, false, maxStreams, port, certificate, host);
  }

  public ReceiverOptions withMaxStreams(int streams) {
    return new ReceiverOptions(behaviour, jobKey, limits, http2, streams, port, certificate, host);
  }

  public ReceiverOptions withPort(int newPort) {
    return new ReceiverOptions(
        behaviour, jobKey, limits, http2, maxStreams, newPort, certificate, host);
  }

  /** Reached from other machines and containers, by this name. */
  public ReceiverOptions withHost(String name) {
    return new ReceiverOptions(
        behaviour, jobKey, limits, http2, maxStreams, port, certificate, name);
  }

  boolean isLocal() {
    return host.equals(LOOPBACK);
  }

  public ReceiverOptions withCertificate(Certificate shown) {
    return new ReceiverOptions(behaviour, jobKey, limits, http2, maxStreams, port, shown, host);
  }
}
