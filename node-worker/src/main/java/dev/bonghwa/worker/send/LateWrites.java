package dev.bonghwa.worker.send;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.function.LongSupplier;

/**
 * Lets nothing out whose time to be sent is over.
 *
 * <p>Between the last look at the lease and the socket lie encoding and encryption. A process that
 * is stopped there and goes on when others have its work would send one request more; here it is
 * the last handler before the system call, and what is late ends with its connection.
 */
final class LateWrites extends ChannelOutboundHandlerAdapter {

  private final LongSupplier clock;
  private boolean waiting;
  private long until;

  /** By a monotonic clock, in nanoseconds. */
  LateWrites(LongSupplier clock) {
    this.clock = clock;
  }

  /** Takes its place between the socket and TLS. */
  static void of(ChannelPipeline pipeline, LongSupplier clock) {
    String tls = pipeline.context(SslHandler.class).name();
    pipeline.addBefore(tls, "late-writes", new LateWrites(clock));
  }

  /**
   * A request may be written now, and reach the socket until then: a time and no span, for whoever
   * is stopped in between would begin the span anew.
   */
  void allow(long end) {
    until = waiting && until - end < 0 ? until : end;
    waiting = true;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    boolean late = waiting && clock.getAsLong() - until >= 0;
    waiting = false;
    if (late) {
      context.close();
    } else {
      context.flush();
    }
  }
}
