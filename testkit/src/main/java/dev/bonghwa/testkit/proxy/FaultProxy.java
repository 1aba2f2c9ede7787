package dev.bonghwa.testkit.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Door door = new Door(this::join);

  private FaultProxy(InetSocketAddress target) {
    this.target = target;
  }

  /** In front of a port of 127.0.0.1. */
  public static FaultProxy to(int port) {
    return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public static FaultProxy to(InetSocketAddress target) {
    return new FaultProxy(target);
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
    return door.port();
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

  /** The same for the next command that has this text among its bytes, whatever its number. */
  public void cutReplyTo(String text, Cut how) {
    plan.phraseCut.arm(text, how);
  }

  /** Whether no command has had that text yet. */
  public boolean isCutPending() {
    return plan.phraseCut.isArmed();
  }

  /**
   * The n-th RESP command from now is the last that is passed on: then nothing passes any more, its
   * reply neither, and {@code then} runs. Cut all connections before healing, for what was behind
   * that command in its pipeline is lost. Once.
   */
  public void stopAfter(long command, Runnable then) {
    plan.stop.arm(command, then);
  }

  /** New connections are refused; those of now go on. */
  public void refuse() {
    door.shut();
  }

  /** Takes all faults back: everything is forwarded, new connections are accepted. */
  public void heal() {
    plan.forgetFaults();
    door.open();
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
    return door.accepted();
  }

  @Override
  public void close() {
    refuse();
    cutAll(Cut.RST);
  }
}
