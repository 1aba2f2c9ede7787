package dev.bonghwa.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A port of 127.0.0.1 that can be shut and opened again. */
final class Door {
  private final Consumer<Socket> guests;
  private final AtomicLong accepted = new AtomicLong();
  private final int port;
  private volatile ServerSocket listener;
  private volatile Thread acceptor;

  /** Open, on a free port; each guest comes on a thread of its own. */
  Door(Consumer<Socket> guests) {
    this.guests = guests;
    listener = listen(0);
    port = listener.getLocalPort();
    acceptor = accept(listener);
  }

  int port() {
    return port;
  }

  long accepted() {
    return accepted.get();
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
        Thread.ofVirtual().start(() -> guests.accept(client));
      } catch (IOException e) {
        // Closed by shut(); anything else shows in the client.
      }
    }
  }

  void shut() {
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

  void open() {
    if (listener.isClosed()) {
      listener = listen(port);
      acceptor = accept(listener);
    }
  }
}
