package dev.bonghwa.worker.send;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets requests that are made together leave together.
 *
 * <p>The client flushes after every request: each would be a TLS record, a packet and a system call
 * of its own, which cost more than all else that is done for it. While several are made, flushes
 * are kept back, and each connection that got some is flushed once at the end. Used on one thread.
 */
final class Flushes {

  private final Set<ChannelHandlerContext> waiting = new LinkedHashSet<>();
  private boolean held;

  /** Takes its place in a new connection, between TLS and HTTP. */
  void guard(ChannelPipeline pipeline) {
    String tls = pipeline.context(SslHandler.class).name();
    pipeline.addAfter(tls, "flushes", gate());
  }

  ChannelHandler gate() {
    return new Gate();
  }

  /** Does this, and flushes what it has written at its end. */
  void together(Runnable writes) {
    held = true;
    try {
      writes.run();
    } finally {
      held = false;
      waiting.forEach(ChannelHandlerContext::flush);
      waiting.clear();
    }
  }

  private final class Gate extends ChannelOutboundHandlerAdapter {
    @Override
    public void flush(ChannelHandlerContext context) {
      if (held) {
        waiting.add(context);
      } else {
        context.flush();
      }
    }
  }
}
