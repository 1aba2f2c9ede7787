package dev.bonghwa.worker.send;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an answer that mean something to us, as they came; null where one did not.
 *
 * @param limited whether any X-RateLimit header was there
 * @param remaining calls left for this endpoint (X-RateLimit-Remaining)
 * @param resetAfter seconds until there are more, with decimals (X-RateLimit-Reset-After)
 * @param global whether the limit is the whole address's (X-RateLimit-Global)
 * @param scope user, global or shared (X-RateLimit-Scope)
 */
public record Headers(
    @Nullable String retryAfter,
    boolean limited,
    @Nullable String remaining,
    @Nullable String resetAfter,
    @Nullable String global,
    @Nullable String scope,
    @Nullable String via,
    @Nullable String contentType) {

  /** An answer without any of them. */
  public static final Headers NONE = read(name -> null);

  /** Reads them by their names in lower case. */
  public static Headers read(Function<String, @Nullable String> header) {
    String remaining = header.apply("x-ratelimit-remaining");
    String global = header.apply("x-ratelimit-global");
    String scope = header.apply("x-ratelimit-scope");
    boolean limited =
        remaining != null
            || global != null
            || scope != null
            || header.apply("x-ratelimit-limit") != null
            || header.apply("x-ratelimit-bucket") != null;
    return new Headers(
        header.apply("retry-after"),
        limited,
        remaining,
        header.apply("x-ratelimit-reset-after"),
        global,
        scope,
        header.apply("via"),
        header.apply("content-type"));
  }

  /** From a map whose names may be in any case: for tests and fakes. */
  public static Headers of(Map<String, String> headers) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    return read(anyCase::get);
  }
}
