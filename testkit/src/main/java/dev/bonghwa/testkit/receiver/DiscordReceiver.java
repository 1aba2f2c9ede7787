package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTPS server, on 127.0.0.1 unless it is told a host, that behaves like Discord's webhooks and
 * logs every request.
 *
 * <pre>{@code
 * try (DiscordReceiver discord = DiscordReceiver.start(Mix.seeded(1).gone(0.02))) {
 *   // worker: DISCORD_URL = discord.url(), TRUST_CERTS_FILE = discord.caFile()
 *   discord.log().awaitRequests(100, Duration.ofSeconds(10));
 *   assertThat(discord.log().earlyRequests()).isZero();
 * }
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
public final class DiscordReceiver implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int BACKLOG = 4096;

  private final RequestLog log = new RequestLog();
  private final Recent recent = new Recent();
  private final Identity identity = new Identity();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("receiver", true), NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicLong accepted = new AtomicLong();
  private final Responder responder;
  private final String host;
  private final int port;

  private DiscordReceiver(ReceiverOptions options) {
    responder = new Responder(options, log, recent);
    host = options.host();
    port = ((InetSocketAddress) bind(options).localAddress()).getPort();
  }

  /** Delivers everything. */
  public static DiscordReceiver start() {
    return start(ReceiverOptions.defaults());
  }

  public static DiscordReceiver start(Behaviour behaviour) {
    return start(ReceiverOptions.defaults().withBehaviour(behaviour));
  }

  public static DiscordReceiver start(ReceiverOptions options) {
    return new DiscordReceiver(options);
  }

  private Channel bind(ReceiverOptions options) {
    try {
      Pipeline pipeline =
          new Pipeline(identity.tls(options), responder, options.maxStreams(), channels, accepted);
      return new ServerBootstrap()
          .group(loops)
          .channel(NioServerSocketChannel.class)
          .option(ChannelOption.SO_BACKLOG, BACKLOG)
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childHandler(pipeline)
          .bind(address(options))
          .syncUninterruptibly()
          .channel();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("the receiver cannot listen on port " + options.port(), e);
    }
  }

  private static InetSocketAddress address(ReceiverOptions options) {
    return options.isLocal()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port())
        : new InetSocketAddress(options.port());
  }

  /** {@code https://127.0.0.1:port/api/v10/webhooks}: a worker's DISCORD_URL. */
  public URI url() {
    return url(10);
  }

  /** The same under another version of the API, by which requests of one worker can be told. */
  public URI url(int version) {
    return URI.create("https://" + host + ":" + port + "/api/v" + version + "/webhooks");
  }

  public int port() {
    return port;
  }

  /** PEM of the CA of its certificate: a worker's TRUST_CERTS_FILE. */
  public Path caFile() {
    return identity.caFile();
  }

  /** What came in. */
  public RequestLog log() {
    return log;
  }

  /** What came from each address. */
  public Map<String, AddressCount> addresses() {
    return responder.addresses().counts();
  }

  /** Whatever comes from this address for so long is told that it is banned, from now on. */
  public void ban(InetAddress from, BanForm form, Duration length) {
    responder.addresses().ban(from, form, length);
  }

  /** The newest 100 requests whole. */
  public List<ReceivedRequest> recent() {
    return recent.all();
  }

  /** From now on it answers so. */
  public void behave(Behaviour behaviour) {
    responder.behave(behaviour);
  }

  /** Forgets all requests, what was gone or had to wait, and who is banned. */
  public void clear() {
    log.clear();
    recent.clear();
    responder.clear();
  }

  /** Connections that are open now. */
  public int connections() {
    return channels.size();
  }

  /** Connections accepted so far. */
  public long accepted() {
    return accepted.get();
  }

  /** RST on all connections. */
  public void resetConnections() {
    channels.forEach(channel -> channel.eventLoop().execute(() -> RudeClose.reset(channel)));
  }

  /** Orderly: GOAWAY in HTTP/2, where the streams of now are still answered; close in HTTP/1.1. */
  public void goAway() {
    channels.forEach(DiscordReceiver::goAway);
  }

  private static void goAway(Channel channel) {
    ChannelHandlerContext http2 = channel.pipeline().context(Http2.class);
    if (http2 == null) {
      channel.close();
    } else {
      channel.eventLoop().execute(() -> ((Http2) http2.handler()).goAway(http2));
    }
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    identity.close();
  }

  @Override
  public String toString() {
    return "DiscordReceiver[" + host + ":" + port + "]";
  }
}
