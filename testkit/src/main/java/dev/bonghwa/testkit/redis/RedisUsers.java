package dev.bonghwa.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.testkit.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The users that are deployed, {@code deploy/redis/users.acl}, each with a password of its own. The
 * default user of a test's server may still do everything.
 */
public final class RedisUsers {
  public static final String NMS_API = "nms-api";
  public static final String NODE_WORKER = "node-worker";

  private static final List<String> ROLES =
      List.of(NMS_API, NODE_WORKER, "metrics", "admin", "replica", "sentinel");
  private static final Path SCRIPT = Path.of("deploy", "redis", "users.sh");
  private static final Pattern DENIED =
      Pattern.compile(
          "reason\n(command|key|channel)\ncontext\n(.*)\nobject\n(.*)\nusername\n(.*)\n");

  private RedisUsers() {}

  /** The server as that user sees it. */
  public static URI uri(EmbeddedRedis redis, String user) {
    return uri(redis.port(), user);
  }

  public static URI uri(int port, String user) {
    return URI.create("redis://" + login(user) + "127.0.0.1:" + port);
  }

  /** What stands before the host in an address: {@code user:password@}. */
  public static String login(String user) {
    return user + ":" + password(user) + "@";
  }

  public static String password(String user) {
    return UUID.nameUUIDFromBytes(user.getBytes(UTF_8)).toString();
  }

  /** What users were refused since ACL LOG was emptied, a line each. */
  public static List<String> denied(EmbeddedRedis redis) {
    return DENIED
        .matcher(redis.call("ACL", "LOG"))
        .results()
        .map(m -> m.group(4) + " may not: " + m.group(3) + " (" + m.group(1) + ")")
        .distinct()
        .toList();
  }

  /** The ACL file as it is deployed, for a server of that version. */
  public static String file(String version) {
    Path passwords = Directories.temporary("bonghwa-users-");
    try {
      for (String role : ROLES) {
        Files.writeString(passwords.resolve("bonghwa-redis-" + role), password(role) + "\n");
      }
      return output("sh", script().toString(), "--for", version, passwords.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Directories.delete(passwords);
    }
  }

  /** The same but for the default user, as lines of redis.conf. */
  static List<String> lines() {
    return Lines.OF_THIS_VERSION;
  }

  /** Made once per JVM. */
  private static final class Lines {
    static final List<String> OF_THIS_VERSION =
        file(EmbeddedRedis.version())
            .lines()
            .filter(line -> !line.startsWith("user default "))
            .toList();
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!output.startsWith("user default ")) {
      throw new IOException(SCRIPT + " says: " + output);
    }
    return output;
  }

  /** In the source tree that this class was built in. */
  private static Path script() {
    return Stream.iterate(origin(), at -> at != null, Path::getParent)
        .map(at -> at.resolve(SCRIPT))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + SCRIPT + " above " + origin()));
  }

  private static Path origin() {
    try {
      return Path.of(RedisUsers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("loaded from nowhere", e);
    }
  }
}
