package dev.bonghwa.testkit.receiver;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;

/** Ends connections more rudely than a TLS close would. */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
final class RudeClose {
  private RudeClose() {}

  /** RST: what the client has not read yet may be lost to it. */
  static void reset(Channel channel) {
    ((SocketChannel) channel).config().setSoLinger(0);
    drop(channel);
  }

  /** FIN without TLS' close_notify: from the head of the pipeline nothing is asked any more. */
  static void drop(Channel channel) {
    channel.pipeline().firstContext().close();
  }
}
