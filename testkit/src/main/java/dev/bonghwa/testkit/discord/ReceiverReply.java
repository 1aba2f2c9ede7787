package dev.bonghwa.testkit.discord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the receiver does with a request. {@code delay} passes before its first byte. */
public sealed interface ReceiverReply {

  Duration delay();

  /** The same, that much later. */
  ReceiverReply after(Duration delay);

  /**
   * A whole HTTP answer.
   *
   * @param code Discord's JSON error code; 0 none
   * @param origin comes from Discord itself: it carries {@code Via} and {@code X-RateLimit-*}; else
   *     from what is in front of it
   * @param retryAfter zero when there is none. The receiver remembers it, to the millisecond, and
   *     counts who comes earlier
   * @param headers more of them; they win over the usual ones
   */
  record Answer(
      int status,
      int code,
      boolean origin,
      Duration retryAfter,
      String contentType,
      Map<String, String> headers,
      String body,
      Duration delay)
      implements ReceiverReply {

    public Answer {
      headers = Map.copyOf(headers);
    }

    public static Answer of(int status) {
      return new Answer(status, 0, true, Duration.ZERO, "", Map.of(), "", Duration.ZERO);
    }

    public Answer json(int newCode, String body) {
      return body("application/json", body).withCode(newCode);
    }

    public Answer body(String type, String text) {
      return new Answer(status, code, origin, retryAfter, type, headers, text, delay);
    }

    /** Comes from what is in front of Discord. */
    public Answer fromEdge() {
      return new Answer(status, code, false, retryAfter, contentType, headers, body, delay);
    }

    public Answer header(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Answer(status, code, origin, retryAfter, contentType, more, body, delay);
    }

    /** Sets what is remembered and the {@code Retry-After} header, whole seconds rounded up. */
    public Answer retryAfter(Duration time) {
      long seconds = time.plusMillis(999).toSeconds();
      return new Answer(status, code, origin, time, contentType, headers, body, delay)
          .header("Retry-After", Long.toString(seconds));
    }

    /** It is no word about the webhook, so the receiver does not hold the webhook to it. */
    public Answer ofTheAddress() {
      return new Answer(status, code, origin, Duration.ZERO, contentType, headers, body, delay);
    }

    private Answer withCode(int newCode) {
      return new Answer(status, newCode, origin, retryAfter, contentType, headers, body, delay);
    }

    @Override
    public Answer after(Duration newDelay) {
      return new Answer(status, code, origin, retryAfter, contentType, headers, body, newDelay);
    }

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * An answer that breaks off: by RST of the connection in HTTP/1.1, of the stream in HTTP/2.
   *
   * @param where what the client has seen of it
   */
  record CutAnswer(Answer answer, Where where) implements ReceiverReply {
    /** How far the answer comes. */
    public enum Where {
      /** Within the status line (HTTP/2: no HEADERS): the client cannot know the status. */
      IN_HEAD,
      /** The head and half of the body: the client may know the status. */
      IN_BODY
    }

    @Override
    public Duration delay() {
      return answer.delay();
    }

    @Override
    public CutAnswer after(Duration delay) {
      return new CutAnswer(answer.after(delay), where);
    }
  }

  /** RST of the whole connection before any byte; takes the other streams of it along. */
  record Reset(Duration delay) implements ReceiverReply {
    @Override
    public Reset after(Duration newDelay) {
      return new Reset(newDelay);
    }
  }

  /** FIN before any byte (HTTP/2: GOAWAY for this stream and FIN). */
  record HangUp(Duration delay) implements ReceiverReply {
    @Override
    public HangUp after(Duration newDelay) {
      return new HangUp(newDelay);
    }
  }

  /** "Not processed": RST_STREAM REFUSED_STREAM; in HTTP/1.1 the same as {@link HangUp}. */
  record Refused(Duration delay) implements ReceiverReply {
    @Override
    public Refused after(Duration newDelay) {
      return new Refused(newDelay);
    }
  }

  /** Nothing, ever; the connection stays open. */
  record Silence() implements ReceiverReply {
    @Override
    public Duration delay() {
      return Duration.ZERO;
    }

    @Override
    public Silence after(Duration delay) {
      return this;
    }
  }
}
