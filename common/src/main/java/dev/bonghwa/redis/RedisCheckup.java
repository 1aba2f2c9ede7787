package dev.bonghwa.redis;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Finding;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Goes to Redis step by step, as a program does, and then looks around there: name, connection, TLS
 * and password, the rest.
 *
 * @param settings where it is
 * @param clientName what {@code CLIENT LIST} shows
 * @param looks what is looked at there
 */
public record RedisCheckup(RedisSettings settings, String clientName, List<RedisLook> looks)
    implements Check {

  static final String SUBJECT = "redis";
  private static final String LOGIN = "redis login";
  private static final int CONNECT_MILLIS = 3_000;

  public RedisCheckup {
    looks = List.copyOf(looks);
  }

  /** With the looks that every program needs, and its own. */
  public static RedisCheckup of(
      RedisSettings settings, String clientName, InstantSource clock, RedisLook... more) {
    List<RedisLook> looks = new ArrayList<>(List.of(new ServerLook(), new TimeLook(clock)));
    looks.addAll(List.of(more));
    return new RedisCheckup(settings, clientName, looks);
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    settings.hosts().forEach(host -> found.add(reach(host)));
    if (found.stream().anyMatch(Finding.Ok.class::isInstance)) {
      logIn(found);
    }
    return found;
  }

  private static Finding reach(RedisURI host) {
    String where = host.getHost() + ":" + host.getPort();
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(host.getHost());
      socket.connect(new InetSocketAddress(address, host.getPort()), CONNECT_MILLIS);
      return new Finding.Ok("redis network", where + " takes connections");
    } catch (IOException e) {
      return new Finding.Fault(
          "redis network",
          where + ": " + Unreachable.why(e),
          "is the host in REDIS_URL right, does it run there, and does a firewall let this machine"
              + " in?");
    }
  }

  private void logIn(List<Finding> found) {
    try (Redis redis = Redis.connect(settings, clientName)) {
      found.add(login());
      looks.forEach(look -> found.addAll(at(redis, look)));
    } catch (RedisUnusable e) {
      found.add(new Finding.Fault(LOGIN, String.valueOf(e.getMessage()), advice(e)));
    }
  }

  private Finding login() {
    String how = settings.isTls() ? "over TLS" : "in clear text, no TLS";
    return settings.hasPassword()
        ? new Finding.Ok(LOGIN, how)
        : new Finding.Warning(
            LOGIN,
            how + ", and without a password: whoever reaches it reads the tokens of all webhooks",
            "give it passwords, one user for each program: deploy/redis/users.acl");
  }

  /** A Redis without TLS waits for the rest of what to it is half a line. */
  private String advice(RedisUnusable cause) {
    return settings.isTls() && Unreachable.isLate(cause)
        ? "does it speak TLS at all? redis:// instead of rediss://"
        : "";
  }

  /** What Redis refuses to one look must not keep the others from looking. */
  private static List<Finding> at(Redis redis, RedisLook look) {
    try {
      return look.at(redis);
    } catch (RedisUnusable e) {
      return List.of(new Finding.Fault(SUBJECT, String.valueOf(e.getMessage()), ""));
    } catch (RedisException | CompletionException e) {
      return List.of(
          new Finding.Fault(SUBJECT, RedisFailure.why(e), "check the rights of REDIS_USERNAME"));
    }
  }
}
