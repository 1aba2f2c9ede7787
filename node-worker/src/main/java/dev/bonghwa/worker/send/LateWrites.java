package dev.bonghwa.worker.send;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets nothing out that was allowed too long ago.
 *
 * <p>Between the last look at the lease and the socket lie encoding and encryption. A process that
 * is stopped there and goes on when others have its work would send one request more; here it is
 * the last thing before the system call, and what is late ends with its connection.
 */
final class LateWrites extends ChannelOutboundHandlerAdapter {

  /** Well below what is left of a lease at the last look, well above the pauses of a busy JVM. */
  private static final long LONGEST = Duration.ofSeconds(2).toNanos();

  private final LongSupplier clock;
  private boolean waiting;
  private long since;

  /** By a monotonic clock, in nanoseconds. */
  LateWrites(LongSupplier clock) {
    this.clock = clock;
  }

  /** Takes its place between the socket and TLS. */
  static void of(ChannelPipeline pipeline, LongSupplier clock) {
    String tls = pipeline.context(SslHandler.class).name();
    pipeline.addBefore(tls, "late-writes", new LateWrites(clock));
  }

  /** A request may be written now. */
  void allowed() {
    if (!waiting) {
      waiting = true;
      since = clock.getAsLong();
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    boolean late = waiting && clock.getAsLong() - since > LONGEST;
    waiting = false;
    if (late) {
      context.close();
    } else {
      context.flush();
    }
  }
}
