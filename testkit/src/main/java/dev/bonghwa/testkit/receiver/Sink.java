package dev.bonghwa.testkit.receiver;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Answers everything alike, with as little work as TLS and a system call allow, on one thread. */
final class Sink implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final Identity identity = new Identity();
  private final SinkCounts counts;
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1,
          new DefaultThreadFactory("sink", true),
          Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final List<URI> urls = new ArrayList<>();

  /** By door, in nanoseconds. */
  private final AtomicLongArray latencies;

  /** With a door, a port of its own, for each latency. */
  Sink(ReceiverOptions options, SinkCounts counts, List<Duration> latencies) throws IOException {
    this.counts = counts;
    this.latencies = new AtomicLongArray(latencies.stream().mapToLong(Duration::toNanos).toArray());
    SslContext tls = identity.tls(options);
    for (int door = 0; door < latencies.size(); door++) {
      urls.add(url(bind(new Connections(tls, door))));
    }
  }

  private Channel bind(Connections connections) {
    return new ServerBootstrap()
        .group(loop)
        .channel(transport())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(connections)
        .bind(InetAddress.getLoopbackAddress(), 0)
        .syncUninterruptibly()
        .channel();
  }

  private static Class<? extends ServerChannel> transport() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  private final class Connections extends ChannelInitializer<Channel> {
    private final SslContext tls;
    private final int door;

    Connections(SslContext tls, int door) {
      this.tls = tls;
      this.door = door;
    }

    @Override
    protected void initChannel(Channel channel) {
      SinkAnswers answers = new SinkAnswers(counts, door, () -> latencies.get(door));
      channel.pipeline().addLast(tls.newHandler(channel.alloc()), new ByProtocol(answers));
    }
  }

  private static final class ByProtocol extends ApplicationProtocolNegotiationHandler {
    private final SinkAnswers answers;

    ByProtocol(SinkAnswers answers) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.answers = answers;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      boolean http2 = protocol.equals(ApplicationProtocolNames.HTTP_2);
      context.pipeline().addLast(http2 ? new SinkHttp2(answers) : new SinkHttp1(answers));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var unused = context.close();
    }
  }

  private static URI url(Channel door) {
    int port = ((InetSocketAddress) door.localAddress()).getPort();
    return URI.create("https://127.0.0.1:" + port + "/api/v10/webhooks");
  }

  /** From the next answer of this door on. */
  void latency(int door, Duration latency) {
    latencies.set(door, latency.toNanos());
  }

  /** Of each door. */
  List<URI> urls() {
    return List.copyOf(urls);
  }

  Path caFile() {
    return identity.caFile();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    identity.close();
  }
}
