package dev.bonghwa.testkit.receiver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a connection has to say to all that one round of reading brought: one write for it. */
final class SinkAnswers {
  private static final int USUAL_BYTES = 8192;

  private final SinkCounts counts;
  private final int door;
  private final LongSupplier latencyNanos;
  private @Nullable ByteBuf open;
  private int requests;

  SinkAnswers(SinkCounts counts, int door, LongSupplier latencyNanos) {
    this.counts = counts;
    this.door = door;
    this.latencyNanos = latencyNanos;
  }

  /** Where to write to until the next flush. */
  ByteBuf room(ChannelHandlerContext context) {
    if (open == null) {
      open = context.alloc().directBuffer(USUAL_BYTES);
    }
    return open;
  }

  void request() {
    requests++;
  }

  /** The bytes of a body, or of a part of one. */
  void body(ByteBuf in, int from, int length) {
    if (counts.looksAtBodies()) {
      counts.body(in, from, length, System.nanoTime());
    }
  }

  void flush(ChannelHandlerContext context) {
    ByteBuf ready = open;
    if (ready == null) {
      return;
    }
    open = null;
    if (requests > 0) {
      counts.door(door).arrived(requests, System.nanoTime());
      requests = 0;
    }
    long nanos = latencyNanos.getAsLong();
    if (nanos == 0) {
      context.writeAndFlush(ready, context.voidPromise());
    } else {
      var unused =
          context
              .executor()
              .schedule(() -> context.writeAndFlush(ready), nanos, TimeUnit.NANOSECONDS);
    }
  }
}
