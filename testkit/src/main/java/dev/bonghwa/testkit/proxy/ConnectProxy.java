package dev.bonghwa.testkit.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP proxy on a free port of 127.0.0.1 that knows CONNECT only, and does what it is told.
 *
 * <pre>{@code
 * try (ConnectProxy proxy = ConnectProxy.start("127.0.0.2", "user", "secret")) {
 *   // whoever is called through it sees 127.0.0.2
 *   proxy.answer(502); // to every CONNECT from now on
 *   proxy.hang();      // no answer to a CONNECT
 *   proxy.cut();       // the connection ends instead of an answer
 *   proxy.heal();
 *   proxy.close();     // refused connections, and its tunnels are cut
 * }
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
public final class ConnectProxy implements AutoCloseable {
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("connect-proxy", true), NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final TunnelPlan plan;
  private final Channel door;

  private ConnectProxy(TunnelPlan plan) {
    this.plan = plan;
    this.door =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Setup())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /** One that wants this login. */
  public static ConnectProxy start(String source, String user, String password) {
    return new ConnectProxy(new TunnelPlan(source, TunnelPlan.basic(user, password)));
  }

  private final class Setup extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel client) {
      channels.add(client);
      HttpServerCodec http = new HttpServerCodec();
      client.pipeline().addLast(http, new Tunnels(plan, channels, http));
    }
  }

  public int port() {
    return ((InetSocketAddress) door.localAddress()).getPort();
  }

  /** {@code 127.0.0.1:port}, as the list of proxies names it. */
  public String id() {
    return "127.0.0.1:" + port();
  }

  /** Every CONNECT is answered with this status; 200 opens tunnels again. */
  public void answer(int status) {
    plan.status = status;
  }

  /** No CONNECT is answered. */
  public void hang() {
    plan.status = TunnelPlan.SILENCE;
  }

  /** The connection ends instead of an answer to a CONNECT. */
  public void cut() {
    plan.status = TunnelPlan.END;
  }

  /** Opens tunnels again. */
  public void heal() {
    answer(TunnelPlan.OPEN);
  }

  /** CONNECTs that came so far. */
  public int asked() {
    return plan.asked.get();
  }

  /** Tunnels opened so far. */
  public int tunnels() {
    return plan.opened.get();
  }

  @Override
  public void close() {
    if (loop.isShuttingDown()) {
      return;
    }
    door.close().syncUninterruptibly();
    channels.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
