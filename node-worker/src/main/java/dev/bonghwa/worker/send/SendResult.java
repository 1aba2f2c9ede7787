package dev.bonghwa.worker.send;

/** What became of a target that was to be sent. */
public sealed interface SendResult {
  /** So many bytes of an answer's body are kept. */
  int MOST_BODY = 16 * 1024;

  /** An attempt that was really made: all but {@link Withheld} and {@link ProxyFailed}. */
  sealed interface Attempted extends SendResult {}

  /** Nothing was sent because we no longer may: not an attempt at all. */
  record Withheld() implements SendResult {}

  /**
   * The proxy opened no way to the far end, which has not heard of it: not an attempt of the
   * endpoint.
   *
   * @param login whether it wants another login than ours
   */
  record ProxyFailed(boolean login, String detail) implements SendResult {}

  /**
   * A status line was seen; that the rest was cut short does not matter.
   *
   * @param body its first {@link #MOST_BODY} bytes
   */
  record Answer(int status, Headers headers, byte[] body) implements Attempted {}

  /** Certainly not processed by the far end: repeating it is safe. */
  record NotSent(Kind kind, String detail) implements Attempted {}

  /** Wholly written, and no status line came: it may have been processed, or not. */
  record Lost(String detail) implements Attempted {}

  /** Why the far end cannot have processed it. */
  enum Kind {
    /** The host's name did not resolve. */
    DNS,
    /** No connection, at once: refused, unreachable. */
    REFUSED,
    /** No connection in time. */
    CONNECT_TIMEOUT,
    /** The handshake failed: certificate, host name, protocol. */
    TLS,
    /** A connection was there, but the request was not completely written. */
    UNWRITTEN,
    /** HTTP/2: the far end says that it did not process the stream. */
    REFUSED_STREAM
  }
}
