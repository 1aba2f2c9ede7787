package dev.bonghwa.redis;

import dev.bonghwa.check.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the server keeps what it is given: version, role, file, memory, connections. */
final class ServerLook implements RedisLook {

  private static final int FULL_PERCENT = 80;

  @Override
  public List<Finding> at(Redis redis) {
    return of(RedisCheck.await(redis.commands().info()));
  }

  /** The same from what {@code INFO} said. */
  static List<Finding> of(String info) {
    return Stream.of(
            version(info),
            role(info),
            persistence(info),
            eviction(info),
            memory(info),
            clients(info))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> version(String info) {
    String valkey = ServerInfo.field(info, "valkey_version");
    String name =
        valkey.isEmpty() ? "Redis " + ServerInfo.field(info, "redis_version") : "Valkey " + valkey;
    return Optional.of(
        new Finding.Ok("redis version", name + ", " + ServerInfo.field(info, "redis_mode")));
  }

  /** In a Cluster any member may be asked, and replicas are as they should be. */
  private static Optional<Finding> role(String info) {
    boolean replica =
        ServerInfo.field(info, "role").equals("slave")
            && !ServerInfo.field(info, "redis_mode").equals("cluster");
    return replica
        ? Optional.of(
            new Finding.Fault(
                "redis role",
                "it is a replica and takes no writes",
                "let REDIS_URL name the master, or the Sentinels"))
        : Optional.empty();
  }

  private static Optional<Finding> persistence(String info) {
    return RedisCheck.persistence(info)
        .flatMap(line -> fault("redis file", line))
        .or(() -> Optional.of(new Finding.Ok("redis file", "append-only file on")));
  }

  private static Optional<Finding> eviction(String info) {
    return RedisCheck.eviction(info)
        .flatMap(line -> fault("redis eviction", line))
        .or(() -> Optional.of(new Finding.Ok("redis eviction", "noeviction")));
  }

  private static Optional<Finding> memory(String info) {
    long most = ServerInfo.number(info, "maxmemory");
    long used = ServerInfo.number(info, "used_memory");
    String mib = (used >> 20) + " MiB of " + (most >> 20) + " MiB used";
    if (most == 0) {
      return Optional.of(
          new Finding.Warning(
              "redis memory",
              (used >> 20)
                  + " MiB used, no maxmemory: when the machine is full, its system kills it",
              "CONFIG SET maxmemory"));
    }
    return Optional.of(
        isFull(used, most)
            ? new Finding.Warning("redis memory", mib, "give it more, or wait for jobs to end")
            : new Finding.Ok("redis memory", mib));
  }

  private static Optional<Finding> clients(String info) {
    long most = ServerInfo.number(info, "maxclients");
    long now = ServerInfo.number(info, "connected_clients");
    String of = now + " of " + most + " connections";
    if (most == 0) {
      return Optional.empty(); // before Redis 7 it does not say
    }
    return Optional.of(
        isFull(now, most)
            ? new Finding.Warning(
                "redis clients", of, "raise maxclients: a worker holds two to four")
            : new Finding.Ok("redis clients", of));
  }

  private static boolean isFull(long used, long most) {
    return used * 100 > most * FULL_PERCENT;
  }

  private static Optional<Finding> fault(String subject, String line) {
    return Optional.of(new Finding.Fault(subject, line, ""));
  }
}
