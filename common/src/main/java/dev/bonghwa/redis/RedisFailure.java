package dev.bonghwa.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a call that failed says of Redis, and whether it is worth repeating. Pure. */
public final class RedisFailure {

  /**
   * What a refusal says that is about Redis or our user at this moment. It need not begin with it:
   * Redis 6.2 tells an error inside a script as ERR with the code in the text.
   */
  private static final Pattern PASSING =
      Pattern.compile(
          "\\b(LOADING|BUSY|READONLY|OOM|MISCONF|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK"
              + "|NOREPLICAS|NOAUTH|NOPERM|WRONGPASS|UNBLOCKED|max number of clients"
              + "|ACL failure|WAITAOF cannot be used)\\b");

  private RedisFailure() {}

  /**
   * Whether the same call would fail again however often it is repeated: a key is of a wrong type,
   * a script failed, its answer cannot be read. A Redis that is away, full, read-only or loading is
   * no such case.
   */
  public static boolean isHopeless(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (isRefusal(cause)) {
      return passingRefusal(cause).isEmpty();
    }
    // To plain commands Lettuce hands the socket's own exception.
    return !(cause instanceof RedisException
        || cause instanceof IOException
        || cause instanceof CancellationException);
  }

  /**
   * The code, or else the words, by which Redis refused what it may take later; empty for all else.
   */
  public static Optional<String> passingRefusal(Throwable failure) {
    return isRefusal(failure)
        ? PASSING
            .matcher(String.valueOf(unwrapped(failure).getMessage()))
            .results()
            .map(MatchResult::group)
            .findFirst()
        : Optional.empty();
  }

  /** In an operator's words, for a log. */
  public static String why(Throwable failure) {
    return isRefusal(failure)
        ? String.valueOf(unwrapped(failure).getMessage())
        : Unreachable.why(failure);
  }

  /** Whether Redis itself said this, so that the connection works. */
  public static boolean isRefusal(Throwable failure) {
    return unwrapped(failure) instanceof RedisCommandExecutionException;
  }

  static boolean isNoScript(Throwable failure) {
    return unwrapped(failure) instanceof RedisNoScriptException;
  }

  /**
   * Lettuce hands the socket's own exception to the command that waited when the connection broke.
   */
  static RedisException asRedisException(Throwable failure) {
    Throwable cause = unwrapped(failure);
    return cause instanceof RedisException known
        ? known
        : new RedisException("the connection to Redis failed: " + cause, cause);
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
