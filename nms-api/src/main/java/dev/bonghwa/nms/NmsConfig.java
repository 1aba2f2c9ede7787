package dev.bonghwa.nms;

import dev.bonghwa.config.Env;
import dev.bonghwa.endpoint.Hosts;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.Listen;
import dev.bonghwa.nms.http.Patience;
import dev.bonghwa.nms.submit.SubmitSettings;
import dev.bonghwa.redis.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can set, read once.
 *
 * @param backlogBytes 0 means 60 % of the maxmemory of Redis
 */
public record NmsConfig(
    RedisSettings redis,
    List<String> apiKeys,
    Listen api,
    Listen management,
    Hosts hosts,
    SubmitSettings submit,
    long backlogTargets,
    long backlogBytes,
    boolean durableAccept) {

  private static final int SHORTEST_KEY = 16;
  private static final long MIB = 1024L * 1024;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(366);

  public NmsConfig {
    apiKeys = List.copyOf(apiKeys);
  }

  /**
   * Reads the environment; what is wrong becomes a fault of {@code env}, so check that before use.
   */
  public static NmsConfig from(Env env) {
    String bind = env.bind("BIND", "0.0.0.0");
    long body = env.bytes("MAX_BODY_BYTES", 192 * MIB, 1024, 4096 * MIB);
    return new NmsConfig(
        RedisSettings.from(env),
        apiKeys(env),
        new Listen("PORT", bind, port(env, "PORT", 8080), body, Patience.USUAL, tls(env)),
        new Listen(
            "MANAGEMENT_PORT", bind, port(env, "MANAGEMENT_PORT", 8081), MIB, Patience.USUAL, null),
        Hosts.from(env),
        submit(env),
        env.integer("BACKLOG_TARGETS", 2_000_000, 1, 1_000_000_000),
        backlogBytes(env),
        env.flag("DURABLE_ACCEPT", false));
  }

  private static int port(Env env, String name, int usual) {
    return env.integer(name, usual, 0, 65_535);
  }

  private static long backlogBytes(Env env) {
    long bytes = env.bytes("BACKLOG_BYTES", 0, 0, Long.MAX_VALUE);
    env.showUnset("BACKLOG_BYTES", "60 % of Redis' maxmemory");
    return bytes;
  }

  private static SubmitSettings submit(Env env) {
    Duration unset = Duration.ZERO;
    Duration keys = env.duration("IDEMPOTENCY_TTL", unset, Duration.ZERO, YEAR);
    env.showUnset("IDEMPOTENCY_TTL", "7d and JOB_RETENTION");
    return new SubmitSettings(
        env.integer("MAX_TARGETS", 1_000_000, 1, 10_000_000),
        env.integer("BATCH_SIZE", 500, 1, 5_000),
        env.duration("JOB_EXPIRY", DAY, Duration.ofSeconds(1), JobSpec.LONGEST_EXPIRY),
        retention(env),
        keys.isZero() ? null : keys);
  }

  /** {@code 24h/14d}: when everything was delivered / otherwise; one duration stands for both. */
  private static JobSpec.Retention retention(Env env) {
    List<Duration> kept =
        env.durations(
            "JOB_RETENTION", List.of(DAY, DAY.multipliedBy(14)), Duration.ofMinutes(1), YEAR);
    return new JobSpec.Retention(kept.getFirst(), kept.getLast());
  }

  private static List<String> apiKeys(Env env) {
    Optional<String> secret = env.secret("API_KEY");
    List<String> keys =
        secret.stream()
            .flatMap(text -> Arrays.stream(text.split("[,\\r\\n]")))
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .toList();
    if (keys.isEmpty() && !env.isSet("API_KEY")) {
      env.fault(
          "API_KEY is missing: set API_KEY or API_KEY_FILE to one key or, during a change, two"
              + " separated by a comma, each of at least 16 characters");
    }
    if (keys.isEmpty() && secret.isPresent()) {
      env.fault("API_KEY holds no key");
    }
    if (keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
      env.fault("API_KEY holds a key of fewer than 16 characters");
    }
    return keys;
  }

  private static Listen.@Nullable Tls tls(Env env) {
    Path certificate = env.file("TLS_CERT_FILE");
    Path key = env.file("TLS_KEY_FILE");
    if ((certificate == null) != (key == null)) {
      env.fault("TLS_CERT_FILE and TLS_KEY_FILE must be set together");
    }
    return certificate == null || key == null ? null : new Listen.Tls(certificate, key);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "NmsConfig[" + apiKeys.size() + " keys, " + redis + ", " + api + "]";
  }
}
