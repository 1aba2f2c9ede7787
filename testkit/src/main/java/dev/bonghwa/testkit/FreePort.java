package dev.bonghwa.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/** Finds loopback ports that nobody listens on at the moment of asking. */
public final class FreePort {

  private FreePort() {}

  /** A free TCP port on the loopback address. */
  public static int next() {
    return any(FreePort::isFree);
  }

  /** A free port whose {@code port + distance} is free too, as the bus of a Redis Cluster wants. */
  public static int nextPair(int distance) {
    return any(port -> isFree(port) && isFree(port + distance));
  }

  /**
   * Below the range that systems give to clients and to whoever asks for any port: the program that
   * is to listen there starts seconds later, and nobody takes it in between.
   */
  private static int any(IntPredicate wanted) {
    return ThreadLocalRandom.current()
        .ints(1000, 11_000, 31_000)
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port on the loopback address"));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
