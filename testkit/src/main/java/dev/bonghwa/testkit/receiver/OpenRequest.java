package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One request on the wire that waits for its reply; used on its event loop. */
interface OpenRequest {

  /** Where it comes from. */
  default InetAddress from() {
    return ((InetSocketAddress) channel().remoteAddress()).getAddress();
  }

  default EventLoop loop() {
    return channel().eventLoop();
  }

  Channel channel();

  boolean http2();

  void answer(Answer answer, Bucket bucket);

  void cut(Answer answer, Bucket bucket, Where where);

  void reset();

  void hangUp();

  void refuse();
}
