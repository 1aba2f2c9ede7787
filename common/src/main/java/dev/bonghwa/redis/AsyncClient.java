package dev.bonghwa.redis;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce's client, whose connections have no synchronous commands.
 *
 * <p>For these it makes a class by reflection when it first connects, of some 500 methods, which no
 * AOT cache holds: a tenth of a worker's start, and nobody here calls them.
 */
final class AsyncClient extends RedisClient {

  AsyncClient(ClientResources resources) {
    super(resources, new RedisURI());
  }

  @Override
  protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(
      RedisChannelWriter writer, PushHandler pushes, RedisCodec<K, V> codec, Duration timeout) {
    return new Connection<>(writer, pushes, codec, timeout, getOptions().getJsonParser());
  }

  private static final class Connection<K, V> extends StatefulRedisConnectionImpl<K, V> {

    Connection(
        RedisChannelWriter writer,
        PushHandler pushes,
        RedisCodec<K, V> codec,
        Duration timeout,
        Supplier<JsonParser> parser) {
      super(writer, pushes, codec, timeout, parser);
    }

    @Override
    public RedisCommands<K, V> sync() {
      throw new UnsupportedOperationException("this connection has no synchronous commands");
    }

    @Override
    protected @Nullable RedisCommands<K, V> newRedisSyncCommandsImpl() {
      return null;
    }
  }
}
