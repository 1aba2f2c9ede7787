package dev.bonghwa.redis;

import dev.bonghwa.config.Env;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to come in.
 *
 * @param seeds one server, or one entry with all Sentinels, or the seeds of a Cluster
 * @param cluster whether the seeds are of a Cluster
 * @param caFile PEM of the authority that signed the server's certificate, null for the system's
 * @param prefix what all keys begin with
 */
public record RedisSettings(
    List<RedisURI> seeds, boolean cluster, @Nullable Path caFile, String prefix) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int DEFAULT_PORT = 6379;
  private static final String DEFAULT_PREFIX = "bonghwa";
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  public RedisSettings {
    seeds = List.copyOf(seeds);
  }

  /** One server, no password, the usual prefix. */
  public static RedisSettings of(String url) {
    return of(url, DEFAULT_PORT, new Login("", ""), false);
  }

  /**
   * Reads an address.
   *
   * @param url {@code redis://}, {@code rediss://} or {@code redis-sentinel://}, several {@code
   *     host:port} separated by commas after one scheme for a Cluster, or a bare host
   * @param port for a bare host
   * @param cluster whether one seed stands for a Cluster; several do without it
   * @throws IllegalArgumentException when it is no such address; the message does not repeat it,
   *     for it may hold a password
   */
  public static RedisSettings of(String url, int port, Login login, boolean cluster) {
    String full =
        url.contains("://") ? url : "redis://" + url + (url.contains(":") ? "" : ":" + port);
    List<RedisURI> seeds =
        full.startsWith("redis-sentinel") || full.startsWith("rediss-sentinel")
            ? List.of(RedisURI.create(full))
            : split(full);
    seeds.forEach(seed -> complete(seed, login));
    return new RedisSettings(seeds, cluster || seeds.size() > 1, null, DEFAULT_PREFIX);
  }

  /**
   * Reads {@code REDIS_URL}, {@code REDIS_PORT}, {@code REDIS_USERNAME}, {@code REDIS_PASSWORD},
   * {@code REDIS_CLUSTER}, {@code REDIS_CA_FILE} and {@code REDIS_PREFIX}; what is wrong becomes a
   * fault of {@code env}.
   */
  public static RedisSettings from(Env env) {
    int port = env.integer("REDIS_PORT", DEFAULT_PORT, 1, 65_535);
    String username = env.text("REDIS_USERNAME", "");
    Login login = new Login(username, password(env));
    boolean cluster = env.flag("REDIS_CLUSTER", false);
    Path caFile = env.file("REDIS_CA_FILE");
    String prefix = prefix(env);
    String url = env.secret("REDIS_URL").orElse("redis://localhost:6379");
    try {
      return of(url, port, login, cluster).withPrefix(prefix).withCaFile(caFile);
    } catch (IllegalArgumentException e) {
      env.fault(
          "REDIS_URL is no address of Redis: give redis://host:port, rediss://…,"
              + " redis-sentinel://…#master, or several host:port separated by commas");
      return of("redis://localhost:6379");
    }
  }

  /** What Redis is given, all passwords of a user, looks much like what a program is given. */
  private static String password(Env env) {
    String password = env.secret("REDIS_PASSWORD").orElse("");
    if (password.lines().count() > 1) {
      env.fault("REDIS_PASSWORD holds more than one line: give one password, and only Redis all");
    }
    return password;
  }

  private static String prefix(Env env) {
    String prefix = env.text("REDIS_PREFIX", DEFAULT_PREFIX);
    if (!PREFIX.matcher(prefix).matches()) {
      env.fault("REDIS_PREFIX must be 1 to 64 letters, digits, . _ : or -: " + prefix);
      return DEFAULT_PREFIX;
    }
    return prefix;
  }

  /** The same with keys that begin with this. */
  public RedisSettings withPrefix(String other) {
    return new RedisSettings(seeds, cluster, caFile, other);
  }

  /** The same, trusting only this authority. */
  public RedisSettings withCaFile(@Nullable Path file) {
    return new RedisSettings(seeds, cluster, file, prefix);
  }

  /** The hosts that are asked first: servers, or Sentinels. */
  List<RedisURI> hosts() {
    return seeds.stream()
        .flatMap(s -> s.getSentinels().isEmpty() ? List.of(s).stream() : s.getSentinels().stream())
        .toList();
  }

  boolean isTls() {
    return seeds.getFirst().isSsl();
  }

  /** Whether Redis is told a password, by the address or beside it. */
  boolean hasPassword() {
    return seeds.getFirst().getCredentialsProvider().resolveCredentials().blockOptional().stream()
        .anyMatch(RedisCredentials::hasPassword);
  }

  /** Where Redis is, without any secret. */
  public String masked() {
    return String.join(
        ",", hosts().stream().map(host -> host.getHost() + ":" + host.getPort()).toList());
  }

  @Override
  public String toString() {
    return "RedisSettings[" + masked() + (cluster ? ", cluster" : "") + ", prefix " + prefix + "]";
  }

  private static List<RedisURI> split(String url) {
    int hosts = url.indexOf("://") + 3;
    int at = url.lastIndexOf('@');
    String before = at > hosts ? url.substring(0, at + 1) : url.substring(0, hosts);
    return Arrays.stream(url.substring(before.length()).split(",", -1))
        .map(host -> RedisURI.create(before + host))
        .toList();
  }

  private static void complete(RedisURI seed, Login login) {
    seed.setTimeout(CONNECT_TIMEOUT);
    seed.getSentinels().forEach(sentinel -> sentinel.setTimeout(CONNECT_TIMEOUT));
    if (!login.password().isEmpty()) {
      if (login.username().isEmpty()) {
        seed.setAuthentication(login.password().toCharArray());
      } else {
        seed.setAuthentication(login.username(), login.password().toCharArray());
      }
    }
  }

  /**
   * A user of Redis.
   *
   * @param username empty for the default user
   * @param password empty for none
   */
  public record Login(String username, String password) {

    @Override
    public String toString() {
      return "Login[***]";
    }
  }
}
