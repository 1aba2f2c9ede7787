package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a Redis server has counted since its start. */
final class RedisFigures {
  private static final Pattern COMMANDS = Pattern.compile("total_commands_processed:(\\d+)");
  private static final Pattern REFUSED_LOGINS =
      Pattern.compile("cmdstat_(?:hello|auth):.*?failed_calls=(\\d+)");

  private RedisFigures() {}

  static long commands(EmbeddedRedis redis) {
    return sum(COMMANDS, redis.call("INFO", "stats"));
  }

  /** Tries to log in that failed. */
  static long refusedLogins(EmbeddedRedis redis) {
    return sum(REFUSED_LOGINS, redis.call("INFO", "commandstats"));
  }

  private static long sum(Pattern figure, String text) {
    return figure
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .mapToLong(Long::parseLong)
        .sum();
  }
}
