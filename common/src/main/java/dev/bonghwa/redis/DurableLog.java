package dev.bonghwa.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the server's append-only file, on disk, holds all that was written so far: {@code
 * WAITAOF}, Redis 7.2 or newer, a single server.
 *
 * <p>On a connection of its own, because WAITAOF holds up whatever is asked behind it. It waits for
 * the last write of the connection that asks, so every wait begins with one; that one lies behind
 * all earlier writes of others in the file. Whoever comes while a wait is under way shares the
 * next.
 */
public final class DurableLog implements AutoCloseable {

  /** With {@code appendfsync everysec} a write is on disk after two seconds at the latest. */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final ProtocolKeyword WAITAOF = new WaitAof();

  private final RedisKeys keys;
  private final RedisLink link;
  private @Nullable CompletableFuture<Boolean> next;
  private boolean busy;

  DurableLog(RedisKeys keys, RedisLink link) {
    this.keys = keys;
    this.link = link;
  }

  /**
   * Completes with true when all that was written before this call is on disk, with false when the
   * disk did not confirm it within four seconds.
   */
  public CompletionStage<Boolean> holdsAll() {
    CompletableFuture<Boolean> group;
    synchronized (this) {
      group = next == null ? new CompletableFuture<>() : next;
      next = busy ? group : null;
      if (busy) {
        return group;
      }
      busy = true;
    }
    ask(group);
    return group;
  }

  /** Closes it and throws when this server cannot do it. Blocks. */
  void require() {
    try {
      holdsAll().toCompletableFuture().join();
    } catch (CompletionException e) {
      close();
      throw new RedisUnusable(
          "DURABLE_ACCEPT=true needs Redis 7.2 or newer with appendonly yes (WAITAOF said: "
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + "): upgrade it, switch the file on, or leave DURABLE_ACCEPT out",
          e);
    }
  }

  private void ask(CompletableFuture<Boolean> group) {
    try {
      link.commands().set(keys.durable(), new byte[0]);
      link.commands()
          .dispatch(WAITAOF, new NestedMultiOutput<>(CODEC), arguments())
          .whenComplete((confirmed, failure) -> answered(group, confirmed, failure));
    } catch (RedisException away) {
      answered(group, null, away);
    }
  }

  private static CommandArgs<String, byte[]> arguments() {
    return new CommandArgs<>(CODEC).add(1).add(0).add(PATIENCE.toMillis());
  }

  private void answered(
      CompletableFuture<Boolean> group,
      @Nullable List<Object> confirmed,
      @Nullable Throwable failure) {
    if (confirmed == null) {
      group.completeExceptionally(failure == null ? new RedisException("no answer") : failure);
    } else {
      group.complete(confirmed.getFirst().equals(1L));
    }
    CompletableFuture<Boolean> waiting;
    synchronized (this) {
      waiting = next;
      next = null;
      busy = waiting != null;
    }
    if (waiting != null) {
      ask(waiting);
    }
  }

  @Override
  public void close() {
    link.close();
  }

  /** Lettuce 7 has no name for it. */
  private record WaitAof() implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return "WAITAOF".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
      return "WAITAOF";
    }
  }
}
