package dev.bonghwa.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on a free port of 127.0.0.1 that forwards until it is told to do harm.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(redis.port())) {
 *   connect("redis://127.0.0.1:" + proxy.port());
 *   proxy.blackhole(); // sockets stay open, nothing passes, no FIN
 *   proxy.heal();      // what was held back flows on
 * }
 * }</pre>
 *
 * <p>The kernel on this side goes on acknowledging in a black hole, so TCP keepalive and user
 * timeout of a client do not notice it: only its own timeouts do.
 */
public final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final Plan plan = new Plan();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final int port;
  private volatile ServerSocket listener;
  private volatile Thread acceptor;

  private FaultProxy(InetSocketAddress target) {
    this.target = target;
    listener = listen(0);
    port = listener.getLocalPort();
    acceptor = accept(listener);
  }

  /** In front of a port of 127.0.0.1. */
  public static FaultProxy to(int port) {
    return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public static FaultProxy to(InetSocketAddress target) {
    return new FaultProxy(target);
  }

  private static ServerSocket listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("the fault proxy cannot listen on port " + wanted, e);
    }
  }

  private Thread accept(ServerSocket socket) {
    return Thread.ofVirtual().name("fault-proxy").start(() -> acceptFrom(socket));
  }

  private void acceptFrom(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> join(client));
      } catch (IOException e) {
        // Closed by refuse() or close(); anything else shows in the client.
      }
    }
  }

  private void join(Socket client) {
    Socket server = new Socket();
    Connection connection = new Connection(client, server, plan, connections::remove);
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(target);
      connections.add(connection);
      connection.start();
    } catch (IOException e) {
      connection.cut(Cut.RST);
    }
  }

  public int port() {
    return port;
  }

  /** Each chunk of bytes waits that long before it is passed on. */
  public void delay(Duration toServer, Duration toClient) {
    plan.delays(toServer, toClient);
  }

  /** Nothing passes, in either direction; sockets stay open and new ones are accepted. */
  public void blackhole() {
    plan.swallow(true);
  }

  /** The connections of now are dead for ever without a FIN; new ones work. */
  public void forgetConnections() {
    connections.forEach(Connection::forget);
  }

  /** Cuts all connections of now. */
  public void cutAll(Cut how) {
    connections.forEach(connection -> connection.cut(how));
  }

  /** RST on all connections of now. */
  public void resetAll() {
    cutAll(Cut.RST);
  }

  /**
   * Passes n more bytes in that direction, then cuts the connection that carried the last. Once.
   */
  public void cutAfter(Direction direction, long bytes, Cut how) {
    plan.byteCut(direction).arm(bytes, how);
  }

  /**
   * The n-th RESP command from now is passed on and answered, but its connection is cut instead of
   * forwarding that answer. Commands behind it in its pipeline are lost unsent. Once.
   */
  public void cutReplyOf(long command, Cut how) {
    plan.replyCut.arm(command, how);
  }

  /** New connections are refused; those of now go on. */
  public void refuse() {
    try {
      listener.close();
      // The port is free only when nobody is in accept() any more.
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException("the fault proxy cannot stop listening", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the fault proxy stops listening", e);
    }
  }

  /** Takes all faults back: everything is forwarded, new connections are accepted. */
  public void heal() {
    plan.forgetFaults();
    if (listener.isClosed()) {
      listener = listen(port);
      acceptor = accept(listener);
    }
  }

  /** RESP commands that clients have sent through it so far. */
  public long commands() {
    return plan.commands.get();
  }

  /** Connections that are open now, forgotten ones too. */
  public int connections() {
    return connections.size();
  }

  /** Connections accepted so far. */
  public long accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    refuse();
    cutAll(Cut.RST);
  }
}
