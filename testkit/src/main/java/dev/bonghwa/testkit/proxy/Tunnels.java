package dev.bonghwa.testkit.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;

/** One client of a {@link ConnectProxy}: its CONNECT, then its tunnel. */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
final class Tunnels extends SimpleChannelInboundHandler<HttpRequest> {
  private final TunnelPlan plan;
  private final ChannelGroup channels;
  private final HttpServerCodec http;

  Tunnels(TunnelPlan plan, ChannelGroup channels, HttpServerCodec http) {
    this.plan = plan;
    this.channels = channels;
    this.http = http;
  }

  @Override
  public boolean acceptInboundMessage(Object message) {
    return message instanceof HttpRequest;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, HttpRequest request) {
    plan.asked.incrementAndGet();
    int status =
        request.method().equals(HttpMethod.CONNECT) ? plan.statusFor(request.headers()) : 405;
    switch (status) {
      case TunnelPlan.OPEN -> open(client.channel(), request.uri());
      case TunnelPlan.SILENCE -> {}
      case TunnelPlan.END -> client.close();
      default -> refuse(client.channel(), status);
    }
  }

  private void open(Channel client, String where) {
    client.config().setAutoRead(false);
    int colon = where.lastIndexOf(':');
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .handler(new Relay(client))
        .connect(
            new InetSocketAddress(
                where.substring(0, colon), Integer.parseInt(where.substring(colon + 1))),
            new InetSocketAddress(plan.source, 0))
        .addListener((ChannelFuture reached) -> reached(client, reached));
  }

  private void reached(Channel client, ChannelFuture far) {
    if (far.isSuccess()) {
      channels.add(far.channel());
      plan.opened.incrementAndGet();
      client.writeAndFlush(response(TunnelPlan.OPEN)).addListener(said -> join(client, far));
    } else {
      refuse(client, HttpResponseStatus.BAD_GATEWAY.code());
    }
  }

  private void join(Channel client, ChannelFuture far) {
    client.pipeline().addLast(new Relay(far.channel()));
    client.pipeline().remove(this);
    client.pipeline().remove(http);
    client.config().setAutoRead(true);
  }

  private static void refuse(Channel client, int status) {
    client.writeAndFlush(response(status)).addListener(ChannelFutureListener.CLOSE);
  }

  private static FullHttpResponse response(int status) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
    if (status == TunnelPlan.LOGIN) {
      response.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, "Basic realm=\"test\"");
    }
    if (status != TunnelPlan.OPEN) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    }
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    client.close();
  }
}
