package dev.bonghwa.nms.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused, thrown by a handler and rendered as RFC 9457 or in the older form of
 * {@code /api}.
 *
 * <p>Its texts reach the caller: they name the rule and the value's kind, never an endpoint's
 * token.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_FAULTS = 20;
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "The request is malformed"),
          Map.entry(401, "A valid API key is required"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(408, "The body came too slowly"),
          Map.entry(409, "The state does not allow it"),
          Map.entry(410, "Gone"),
          Map.entry(411, "A body is required"),
          Map.entry(413, "Too large"),
          Map.entry(414, "The path is too long"),
          Map.entry(415, "Unsupported media type"),
          Map.entry(422, "The request is well-formed but wrong"),
          Map.entry(429, "Too many requests"),
          Map.entry(431, "The header is too long"),
          Map.entry(500, "Internal error"),
          Map.entry(503, "Not possible at the moment"));

  private final int status;
  private final transient List<Fault> faults;
  private final @Nullable Duration retryAfter;

  private Problem(int status, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.faults = List.copyOf(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
    this.retryAfter = retryAfter;
  }

  /**
   * One wrong thing: a JSON pointer (RFC 6901) into the body, empty for all of it, or the name of a
   * header or parameter.
   */
  public record Fault(String pointer, String reason) {}

  /** A refusal without a place in the body. */
  public static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), null);
  }

  /** A refusal for one value in the body, in a header or in the query. */
  public static Problem at(int status, String pointer, String reason) {
    return new Problem(status, pointer + ": " + reason, List.of(new Fault(pointer, reason)), null);
  }

  /** The same for one value in the body, or with an empty pointer for the body as a whole. */
  public static Problem inBody(int status, String pointer, String reason) {
    return pointer.isEmpty()
        ? of(status, reason, List.of(new Fault(pointer, reason)))
        : at(status, pointer, reason);
  }

  /** A refusal for several values; the first 20 are told. */
  public static Problem of(int status, String detail, List<Fault> faults) {
    return new Problem(status, detail, faults, null);
  }

  /** A refusal that may be over after {@code retryAfter}. */
  public static Problem later(int status, String detail, Duration retryAfter) {
    return new Problem(status, detail, List.of(), retryAfter);
  }

  /** The HTTP status, 400 … 599. */
  public int status() {
    return status;
  }

  /** What kind of refusal this is, the same for every problem of one status. */
  public String title() {
    return TITLES.getOrDefault(status, "The request was refused");
  }

  /** What is wrong, in one sentence. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** At most 20. */
  public List<Fault> faults() {
    return faults;
  }

  /** When to try again, or null when trying again changes nothing. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
