package dev.bonghwa.redis;

/**
 * How full a Redis is, and whether it keeps what it is given.
 *
 * @param usedBytes what it uses
 * @param maxBytes what it may use, 0 for no limit
 * @param evicts whether it forgets keys when its memory is full
 * @param keeps whether it writes an append-only file, and its last write went well
 */
public record RedisState(long usedBytes, long maxBytes, boolean evicts, boolean keeps) {

  /** From all that {@code INFO} says. */
  static RedisState of(String info) {
    return new RedisState(
        ServerInfo.number(info, "used_memory"),
        ServerInfo.number(info, "maxmemory"),
        RedisCheck.eviction(info).isPresent(),
        RedisCheck.persistence(info).isEmpty());
  }
}
