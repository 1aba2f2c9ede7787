package dev.bonghwa.cli.bench.measure;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often a server has carried out each command, those within scripts included; its own INFO is
 * left out.
 */
public record RedisCommands(Map<String, Long> calls) {

  private static final Pattern LINE = Pattern.compile("(?m)^cmdstat_([^:]+):calls=(\\d+)");

  public RedisCommands {
    calls = Map.copyOf(calls);
  }

  public static RedisCommands of(EmbeddedRedis redis) {
    return parse(redis.call("INFO", "commandstats"));
  }

  static RedisCommands parse(String info) {
    return new RedisCommands(
        LINE.matcher(info)
            .results()
            .filter(line -> !line.group(1).equals("info"))
            .collect(
                Collectors.toMap(line -> line.group(1), line -> Long.parseLong(line.group(2)))));
  }

  /** What came since then. */
  public RedisCommands since(RedisCommands before) {
    Map<String, Long> more = new TreeMap<>();
    calls.forEach((name, count) -> more.put(name, count - before.calls.getOrDefault(name, 0L)));
    more.values().removeIf(count -> count == 0);
    return new RedisCommands(more);
  }

  public long total() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The most frequent first: {@code evalsha 412, hincrby 200}. */
  @Override
  public String toString() {
    return calls.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
