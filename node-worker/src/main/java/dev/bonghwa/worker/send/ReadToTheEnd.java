package dev.bonghwa.worker.send;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a connection that cannot be written to until all that has arrived on it is read.
 *
 * <p>A host that closes while requests are on their way to it resets the connection. The next write
 * fails then, and on its own the channel would close at once: with it would go the answers that
 * wait in the kernel, and the GOAWAY that says which requests were not processed. So a failed write
 * stays untold until the reading side has ended too, which after a reset it does by itself.
 */
final class ReadToTheEnd extends ChannelDuplexHandler {
  private record Failed(ChannelPromise promise, Throwable cause) {}

  private final List<Failed> untold = new ArrayList<>();
  private boolean ended;

  /**
   * Takes its place between TLS, whose engine refuses to write too once it was closed, and HTTP.
   */
  static void of(ChannelPipeline pipeline) {
    String tls = pipeline.context(SslHandler.class).name();
    pipeline.addAfter(tls, "read-to-the-end", new ReadToTheEnd());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().config().setAutoClose(false);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise own = context.newPromise();
    own.addListener(
        written -> {
          if (written.isSuccess()) {
            promise.trySuccess();
          } else {
            failed(new Failed(promise, written.cause()));
          }
        });
    context.write(message, own);
  }

  private void failed(Failed write) {
    if (ended) {
      tell(write);
    } else {
      untold.add(write);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended = true;
    context.fireChannelInactive();
    untold.forEach(ReadToTheEnd::tell);
    untold.clear();
  }

  private static void tell(Failed write) {
    write.promise().tryFailure(write.cause());
  }
}
