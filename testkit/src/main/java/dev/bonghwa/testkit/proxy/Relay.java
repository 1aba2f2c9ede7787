package dev.bonghwa.testkit.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One end of a tunnel: what comes in goes out at the other. */
@SuppressWarnings("FutureReturnValueIgnored") // An end that is gone is no fault here.
final class Relay extends ChannelInboundHandlerAdapter {
  private final Channel other;

  Relay(Channel other) {
    this.other = other;
  }

  @Override
  public void channelRead(ChannelHandlerContext here, Object bytes) {
    other.writeAndFlush(bytes);
    here.channel().config().setAutoRead(other.isWritable());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext here) {
    other.config().setAutoRead(here.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext here) {
    other.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext here, Throwable cause) {
    here.close();
  }
}
