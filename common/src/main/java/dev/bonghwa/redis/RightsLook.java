package dev.bonghwa.redis;

import dev.bonghwa.check.Finding;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Whether this user of Redis may do what its program does: each command once, on a key of nobody's
 * that is gone afterwards. It holds a hash, so what is for other types is refused, but only after
 * the rights were looked at.
 *
 * @param program whose commands they are
 * @param commands {@code K} stands for the key
 */
public record RightsLook(String program, List<String> commands) implements RedisLook {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final List<String> BOTH =
      List.of(
          "HSET K f v",
          "PEXPIRE K 10000",
          "HSETNX K f v",
          "HGET K f",
          "HMGET K f",
          "HGETALL K",
          "HKEYS K",
          "HLEN K",
          "HEXISTS K f",
          "HINCRBY K n 1",
          "HDEL K f",
          "EXISTS K",
          "PTTL K",
          "MEMORY USAGE K",
          "EVAL return(0) 1 K",
          "GET K",
          "LPOS K v",
          "RPUSH K v",
          "SMEMBERS K",
          "ZADD K 0 m",
          "ZCARD K",
          "ZCOUNT K 0 0",
          "ZRANGE K 0 -1",
          "ZRANGEBYSCORE K 0 0",
          "ZREM K m",
          "ZREMRANGEBYSCORE K 1 0",
          "ZSCORE K m",
          "ZMSCORE K m",
          "ZUNIONSTORE K 1 K");

  /** The key holds a string for the last of them. */
  private static final List<String> LAST = List.of("DEL K", "SET K v PX 10000", "UNLINK K");

  public RightsLook {
    commands = Stream.of(BOTH, commands, LAST).flatMap(List::stream).toList();
  }

  /** What nms-api does. */
  public static RightsLook ofNmsApi() {
    return new RightsLook(
        "nms-api",
        List.of(
            "SADD K m",
            "SREM K m",
            "PERSIST K",
            "RENAME K K",
            "HSCAN K 0",
            "ZREVRANGEBYLEX K + -"));
  }

  /** What a node-worker does. */
  public static RightsLook ofNodeWorker() {
    return new RightsLook(
        "node-worker",
        List.of("BLPOP K 1", "SISMEMBER K m", "ZREVRANGE K 0 -1", "ZREVRANGEBYSCORE K 0 0"));
  }

  @Override
  public List<Finding> at(Redis redis) {
    var refused = new ArrayList<String>();
    for (String command : commands) {
      List<String> words = List.of(command.split(" "));
      if (isRefused(redis, words)) {
        refused.add(words.getFirst());
      }
    }
    return List.of(
        refused.isEmpty()
            ? new Finding.Ok("redis rights", "this user may do what " + program + " does")
            : new Finding.Fault(
                "redis rights",
                "this user may not " + String.join(", ", refused),
                "give it the rights that deploy/redis/users.acl gives " + program));
  }

  private static boolean isRefused(Redis redis, List<String> words) {
    var arguments = new CommandArgs<>(CODEC);
    for (String word : words.subList(1, words.size())) {
      if (word.equals("K")) {
        arguments.addKey(redis.keys().check());
      } else {
        arguments.add(word);
      }
    }
    try {
      redis
          .commands()
          .dispatch(
              CommandType.valueOf(words.getFirst()), new NestedMultiOutput<>(CODEC), arguments)
          .toCompletableFuture()
          .join();
      return false;
    } catch (CompletionException e) {
      if (!RedisFailure.isRefusal(e)) {
        throw e;
      }
      return RedisFailure.passingRefusal(e).filter("NOPERM"::equals).isPresent();
    }
  }
}
