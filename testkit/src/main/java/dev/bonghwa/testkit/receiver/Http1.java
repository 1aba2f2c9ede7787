package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** A connection that speaks HTTP/1.1, one request at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
final class Http1 extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Responder responder;

  Http1(Responder responder) {
    this.responder = responder;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String body = request.content().toString(UTF_8);
    Incoming incoming =
        new Incoming(request.method().name(), request.uri(), request.headers()::get, body);
    responder.respond(incoming, new OneRequest(context, HttpUtil.isKeepAlive(request)));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private record OneRequest(ChannelHandlerContext context, boolean keepAlive)
      implements OpenRequest {

    @Override
    public Channel channel() {
      return context.channel();
    }

    @Override
    public boolean http2() {
      return false;
    }

    @Override
    public void answer(Answer answer, Bucket bucket) {
      ByteBuf body = Unpooled.copiedBuffer(answer.body(), UTF_8);
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status(answer), body);
      Heads.fill(answer, body.readableBytes(), bucket, response.headers()::set);
      var written = context.writeAndFlush(response);
      if (!keepAlive) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }

    @Override
    public void cut(Answer answer, Bucket bucket, Where where) {
      switch (where) {
        case IN_HEAD -> cutInHead();
        case IN_BODY -> cutInBody(answer, bucket);
      }
    }

    /** Written below the codec, which would not write half a status line. */
    private void cutInHead() {
      ByteBuf half = Unpooled.copiedBuffer("HTTP/1.1 2", UTF_8);
      context
          .pipeline()
          .context(HttpServerCodec.class)
          .writeAndFlush(half)
          .addListener(written -> reset());
    }

    private void cutInBody(Answer answer, Bucket bucket) {
      ByteBuf body = Unpooled.copiedBuffer(answer.body(), UTF_8);
      int length = body.readableBytes();
      DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(answer));
      Heads.fill(answer, Math.max(2, length), bucket, head.headers()::set);
      context.write(head);
      context
          .writeAndFlush(new DefaultHttpContent(body.writerIndex(length / 2)))
          .addListener(written -> reset());
    }

    @Override
    public void reset() {
      RudeClose.reset(context.channel());
    }

    @Override
    public void hangUp() {
      RudeClose.drop(context.channel());
    }

    @Override
    public void refuse() {
      hangUp();
    }

    private static HttpResponseStatus status(Answer answer) {
      return HttpResponseStatus.valueOf(answer.status());
    }
  }
}
