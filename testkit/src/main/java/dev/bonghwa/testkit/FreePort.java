package dev.bonghwa.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds loopback ports that nobody listens on at the moment of asking. */
public final class FreePort {

  private FreePort() {}

  /** A free TCP port on the loopback address. */
  public static int next() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback address", e);
    }
  }

  /** A free port whose {@code port + distance} is free too, as the bus of a Redis Cluster wants. */
  public static int nextPair(int distance) {
    for (int tries = 0; tries < 1000; tries++) {
      // Below the range that systems give to clients, so that nobody takes it in between.
      int port = ThreadLocalRandom.current().nextInt(11_000, 31_000);
      if (isFree(port) && isFree(port + distance)) {
        return port;
      }
    }
    throw new IllegalStateException("no two free ports " + distance + " apart");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
