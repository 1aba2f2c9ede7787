package dev.bonghwa.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection on which something was asked and nothing has been heard since, so that
 * Lettuce opens another.
 *
 * <p>A command that times out leaves its connection open, and TCP notices nothing as long as
 * somebody on the way acknowledges: a proxy whose backend is gone, a server whose process stands
 * still. Without this such a connection would fail every command for ever.
 */
final class SilenceGuard extends ChannelDuplexHandler {

  static final NettyCustomizer ON_EACH_CHANNEL =
      new NettyCustomizer() {
        @Override
        public void afterChannelInitialized(Channel channel) {
          channel.pipeline().addFirst(new SilenceGuard(System::nanoTime));
        }
      };

  /** More than twice what a pop blocks, and more than a script may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(SilenceGuard.class);
  private static final long LOOK_MILLIS = 1_000;

  private final LongSupplier nanoTime;
  private boolean asked;
  private long askedAt;
  private boolean suspected;

  SilenceGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    lookLater(context);
    context.fireChannelActive();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!asked) {
      asked = true;
      askedAt = nanoTime.getAsLong();
    }
    context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    asked = false;
    suspected = false;
    context.fireChannelRead(message);
  }

  /**
   * Looks twice before it closes: after this process stood still itself, the answer may lie unread.
   */
  void look(ChannelHandlerContext context) {
    boolean silent = asked && nanoTime.getAsLong() - askedAt > PATIENCE.toNanos();
    if (silent && suspected) {
      log.warn(
          "Redis at {} has not answered for {} s; the connection is replaced",
          context.channel().remoteAddress(),
          PATIENCE.toSeconds());
      context.close();
    }
    suspected = silent;
  }

  private void lookLater(ChannelHandlerContext context) {
    context.executor().schedule(() -> lookAgain(context), LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void lookAgain(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      look(context);
      lookLater(context);
    }
  }
}
