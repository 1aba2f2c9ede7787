package dev.bonghwa.testkit.receiver;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.concurrent.atomic.AtomicLong;

/** Sets up each connection: TLS, then the version of HTTP that ALPN chose. */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
final class Pipeline extends ChannelInitializer<Channel> {
  private static final int MAX_BODY = 1 << 20;

  /** How long open streams may still be answered after a GOAWAY. */
  private static final long GRACE_MILLIS = 30_000;

  private final SslContext tls;
  private final Responder responder;
  private final int maxStreams;
  private final ChannelGroup channels;
  private final AtomicLong accepted;

  Pipeline(
      SslContext tls,
      Responder responder,
      int maxStreams,
      ChannelGroup channels,
      AtomicLong accepted) {
    this.tls = tls;
    this.responder = responder;
    this.maxStreams = maxStreams;
    this.channels = channels;
    this.accepted = accepted;
  }

  @Override
  protected void initChannel(Channel channel) {
    channels.add(channel);
    accepted.incrementAndGet();
    channel.pipeline().addLast(tls.newHandler(channel.alloc()), new ByProtocol());
  }

  private final class ByProtocol extends ApplicationProtocolNegotiationHandler {
    ByProtocol() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      ChannelPipeline pipeline = context.pipeline();
      // One TLS record and one write for all answers of a round of the loop.
      pipeline.addLast(new FlushConsolidationHandler(256, true));
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        pipeline.addLast(frames().build(), new Http2(responder));
      } else {
        pipeline.addLast(
            new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Http1(responder));
      }
    }

    /** Without Netty's guard against floods of RST_STREAM: here they are sent on purpose. */
    private Http2FrameCodecBuilder frames() {
      return Http2FrameCodecBuilder.forServer()
          .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(maxStreams))
          .gracefulShutdownTimeoutMillis(GRACE_MILLIS)
          .decoderEnforceMaxRstFramesPerWindow(0, 0)
          .encoderEnforceMaxRstFramesPerWindow(0, 0);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
