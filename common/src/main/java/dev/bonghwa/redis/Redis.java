package dev.bonghwa.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import reactor.core.Disposable;

/**
 * A program's one connection for commands (in a Cluster: one to each master), the keys, and how
 * scripts are run.
 *
 * <p>Every answer is a stage that completes on a Redis thread, exceptionally with a {@link
 * RedisException} when Redis is away or refuses; whether the command ran is then not known.
 */
public final class Redis implements AutoCloseable {

  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RECONNECT_FIRST = Duration.ofMillis(100);
  private static final Duration RECONNECT_LAST = Duration.ofSeconds(2);
  private static final int CONNECTS = 4;
  private static final int IO_THREADS = 2;

  private final RedisSettings settings;
  private final ClientResources resources;
  private final RedisLink link;
  private final RedisKeys keys;
  private final Disposable reconnects;

  private Redis(RedisSettings settings, ClientResources resources, RedisLink link) {
    this.settings = settings;
    this.resources = resources;
    this.link = link;
    this.keys = new RedisKeys(settings.prefix());
    this.reconnects = resources.eventBus().get().subscribe(new ReconnectLog(settings)::take);
  }

  /**
   * Connects and looks whether this Redis will do. Blocks.
   *
   * <p>One connection that is closed says little: a proxy or a master has just gone. So that is
   * tried again, and only that; what is not there at all is for whoever starts the program.
   *
   * @param clientName what {@code CLIENT LIST} shows, for example {@code nms-api}
   * @throws RedisUnusable when it cannot be reached, refuses the password or is too old
   */
  public static Redis connect(RedisSettings settings, String clientName) {
    for (int tries = 1; tries < CONNECTS; tries++) {
      try {
        return connectOnce(settings, clientName);
      } catch (RedisUnusable e) {
        if (e.getCause() == null || !Unreachable.isClosed(e.getCause())) {
          throw e;
        }
        LockSupport.parkNanos(RECONNECT_FIRST.multipliedBy(tries).toNanos());
      }
    }
    return connectOnce(settings, clientName);
  }

  private static Redis connectOnce(RedisSettings settings, String clientName) {
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(IO_THREADS)
            .computationThreadPoolSize(IO_THREADS)
            .reconnectDelay(
                Delay.equalJitter(RECONNECT_FIRST, RECONNECT_LAST, 2, TimeUnit.MILLISECONDS))
            .nettyCustomizer(SilenceGuard.ON_EACH_CHANNEL)
            .addressResolverGroup(FreshAddresses.resolvers())
            .build();
    try {
      RedisLink link = RedisLink.open(resources, settings, clientName, COMMAND_TIMEOUT);
      Redis redis = new Redis(settings, resources, link);
      new RedisCheck(redis).requireVersion();
      link.warmUp(settings);
      return redis;
    } catch (RedisException e) {
      resources.shutdown();
      throw RedisCheck.unusable(settings, e);
    } catch (RedisUnusable e) {
      resources.shutdown();
      throw e;
    }
  }

  /** The names of all keys. */
  public RedisKeys keys() {
    return keys;
  }

  /** Plain commands. */
  public RedisClusterAsyncCommands<String, byte[]> commands() {
    return link.commands();
  }

  /** Of keys about which much is asked and little is known. */
  public ManyMembers manyMembers() {
    return new ManyMembers(commands());
  }

  /** The one clock that the fleet goes by. */
  public CompletionStage<Instant> time() {
    return commands().time().thenApply(Redis::instant);
  }

  /** Whether the connection for commands stands. */
  public boolean isConnected() {
    return link.connection().isOpen();
  }

  /** How full it is, and whether it keeps what it is given. */
  public CompletionStage<RedisState> state() {
    return commands().info().thenApply(RedisState::of);
  }

  /** What about this Redis should be changed, one line each: eviction, persistence. Blocks. */
  public List<String> warnings() {
    return new RedisCheck(this).warnings();
  }

  /**
   * Opens another connection that does nothing but wait for tickets. Blocks.
   *
   * @param clientName what {@code CLIENT LIST} shows
   * @throws RedisUnusable when it cannot connect
   */
  public BlockingPop openPop(String clientName) {
    try {
      return new BlockingPop(
          keys, RedisLink.open(resources, settings, clientName, BlockingPop.CLIENT_TIMEOUT));
    } catch (RedisException e) {
      throw RedisCheck.unusable(settings, e);
    }
  }

  /**
   * Opens another connection that waits for the disk. Blocks.
   *
   * @param clientName what {@code CLIENT LIST} shows
   * @throws RedisUnusable when it cannot connect, or this server has no WAITAOF or no file
   */
  public DurableLog openDurableLog(String clientName) {
    if (settings.cluster()) {
      throw new RedisUnusable(
          "DURABLE_ACCEPT=true is not possible on a Cluster: leave DURABLE_ACCEPT out");
    }
    try {
      DurableLog log =
          new DurableLog(keys, RedisLink.open(resources, settings, clientName, COMMAND_TIMEOUT));
      log.require();
      return log;
    } catch (RedisException e) {
      throw RedisCheck.unusable(settings, e);
    }
  }

  /**
   * Runs a script that answers a list.
   *
   * @param keys its keys, all of one slot
   * @param args {@code byte[]} as they are, all else as text
   */
  public CompletionStage<ScriptReply> run(LuaScript script, List<String> keys, Object... args) {
    return this.<List<Object>>run(script, ScriptOutputType.MULTI, keys, args)
        .thenApply(ScriptReply::new);
  }

  /** Runs a script that answers an integer. */
  public CompletionStage<Long> runForNumber(LuaScript script, List<String> keys, Object... args) {
    return run(script, ScriptOutputType.INTEGER, keys, args);
  }

  /** Runs a script that answers one word. */
  public CompletionStage<String> runForWord(LuaScript script, List<String> keys, Object... args) {
    return this.<byte[]>run(script, ScriptOutputType.VALUE, keys, args)
        .thenApply(word -> new String(word, UTF_8));
  }

  @Override
  public void close() {
    reconnects.dispose();
    // Netty logs an error with its stack when a connection closes on threads that are gone.
    link.close().whenComplete((closed, failure) -> resources.shutdown(0, 1, TimeUnit.SECONDS));
  }

  private <T> CompletionStage<T> run(
      LuaScript script, ScriptOutputType output, List<String> keys, Object... args) {
    String[] names = keys.toArray(String[]::new);
    byte[][] values = encode(args);
    return commands()
        .<T>evalsha(script.sha(), output, names, values)
        .exceptionallyCompose(
            failure ->
                RedisFailure.isNoScript(failure)
                    ? commands().eval(script.source(), output, names, values)
                    : CompletableFuture.failedStage(failure))
        .exceptionallyCompose(Redis::failed);
  }

  private static <T> CompletionStage<T> failed(Throwable failure) {
    return CompletableFuture.failedStage(RedisFailure.asRedisException(failure));
  }

  private static Instant instant(List<byte[]> secondsAndMicros) {
    return Instant.ofEpochSecond(
        Long.parseLong(new String(secondsAndMicros.get(0), UTF_8)),
        Long.parseLong(new String(secondsAndMicros.get(1), UTF_8)) * 1_000);
  }

  private static byte[][] encode(Object... args) {
    byte[][] values = new byte[args.length][];
    for (int i = 0; i < args.length; i++) {
      values[i] = args[i] instanceof byte[] bytes ? bytes : args[i].toString().getBytes(UTF_8);
    }
    return values;
  }
}
