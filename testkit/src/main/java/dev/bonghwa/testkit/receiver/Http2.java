package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP/2. Works on frames: a channel per stream would cost twice. */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
final class Http2 extends ChannelInboundHandlerAdapter {
  private final Responder responder;

  /** Requests whose end has not come yet, by stream. */
  private final IntObjectMap<Partial> partials = new IntObjectHashMap<>();

  private final OpenStreams streams = new OpenStreams();

  Http2(Responder responder) {
    this.responder = responder;
  }

  private record Partial(Http2Headers headers, StringBuilder body) {
    Incoming whole() {
      return new Incoming(
          headers.method().toString(), headers.path().toString(), this::header, body.toString());
    }

    private @Nullable String header(String name) {
      CharSequence value = headers.get(name.toLowerCase(Locale.ROOT));
      return value == null ? null : value.toString();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame frame -> {
          if (streams.accept(frame.stream().id())) {
            partials.put(frame.stream().id(), new Partial(frame.headers(), new StringBuilder()));
            endIf(frame.isEndStream(), context, frame.stream());
          }
        }
        case Http2DataFrame frame -> {
          Partial partial = partials.get(frame.stream().id());
          if (partial != null) {
            partial.body().append(frame.content().toString(UTF_8));
          }
          context.write(
              new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes())
                  .stream(frame.stream()));
          endIf(frame.isEndStream(), context, frame.stream());
        }
        case Http2ResetFrame frame -> {
          partials.remove(frame.stream().id());
          ended(context, frame.stream());
        }
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void endIf(boolean ended, ChannelHandlerContext context, Http2FrameStream stream) {
    Partial partial = ended ? partials.remove(stream.id()) : null;
    if (partial != null) {
      responder.respond(partial.whole(), new OneStream(context, stream));
    }
  }

  /**
   * Tells the client which streams are still answered, and closes after the last of them.
   *
   * <p>Written past the codec: once Netty's knows of its own GOAWAY, the DATA of a stream that
   * crossed it on the way is an error to it, and it closes before the others are answered.
   */
  void goAway(ChannelHandlerContext context) {
    ChannelHandlerContext codec = context.pipeline().context(Http2FrameCodec.class);
    ((Http2FrameCodec) codec.handler())
        .encoder()
        .frameWriter()
        .writeGoAway(
            codec,
            streams.close(),
            Http2Error.NO_ERROR.code(),
            Unpooled.EMPTY_BUFFER,
            codec.newPromise());
    codec.flush();
    closeIfOver(context);
  }

  private void ended(ChannelHandlerContext context, Http2FrameStream stream) {
    streams.end(stream.id());
    closeIfOver(context);
  }

  /** Below the codec too, which would send a second GOAWAY. */
  private void closeIfOver(ChannelHandlerContext context) {
    if (streams.isOver()) {
      context.pipeline().context(Http2FrameCodec.class).close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof Http2FrameStreamException ofStream) {
      partials.remove(ofStream.stream().id());
    } else {
      context.close();
    }
  }

  private final class OneStream implements OpenRequest {
    private final ChannelHandlerContext context;
    private final Http2FrameStream stream;

    OneStream(ChannelHandlerContext context, Http2FrameStream stream) {
      this.context = context;
      this.stream = stream;
    }

    @Override
    public Channel channel() {
      return context.channel();
    }

    @Override
    public boolean http2() {
      return true;
    }

    @Override
    public void answer(Answer answer, Bucket bucket) {
      ByteBuf body = Unpooled.copiedBuffer(answer.body(), UTF_8);
      boolean empty = !body.isReadable();
      context.write(head(answer, body.readableBytes(), bucket, empty));
      if (!empty) {
        context.write(new DefaultHttp2DataFrame(body, true).stream(stream));
      }
      context.flush();
      ended(context, stream);
    }

    private DefaultHttp2HeadersFrame head(Answer answer, int length, Bucket bucket, boolean end) {
      Http2Headers headers = new DefaultHttp2Headers(false, 16);
      headers.status(Integer.toString(answer.status()));
      Heads.fill(answer, length, bucket, headers::set);
      return new DefaultHttp2HeadersFrame(headers, end).stream(stream);
    }

    @Override
    public void cut(Answer answer, Bucket bucket, Where where) {
      if (where == Where.IN_BODY) {
        ByteBuf body = Unpooled.copiedBuffer(answer.body(), UTF_8);
        int length = body.readableBytes();
        context.write(head(answer, Math.max(2, length), bucket, false));
        context.write(
            new DefaultHttp2DataFrame(body.writerIndex(length / 2), false).stream(stream));
      }
      resetStream(Http2Error.INTERNAL_ERROR);
    }

    private void resetStream(Http2Error error) {
      context.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
      ended(context, stream);
    }

    @Override
    public void reset() {
      RudeClose.reset(context.channel());
    }

    @Override
    public void hangUp() {
      context
          .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
          .addListener(written -> RudeClose.drop(context.channel()));
    }

    @Override
    public void refuse() {
      resetStream(Http2Error.REFUSED_STREAM);
    }
  }
}
