package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.testkit.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A way to Redis on which bytes travel for some time, as many at once as are sent: like a distant
 * network, and unlike the fault proxy, which holds up what comes behind.
 */
final class LongWay implements AutoCloseable {

  private static final String URL = "REDIS_URL";
  private static final int CHUNK = 64 * 1024;

  private volatile long delayNanos;
  private @Nullable ServerSocket door;

  LongWay(Duration delay) {
    take(delay);
  }

  /** From now on it is so long, each way. */
  void take(Duration delay) {
    delayNanos = delay.toNanos();
  }

  /** The program, that reaches its Redis this way. */
  JavaCommand before(JavaCommand program) {
    URI redis = URI.create(program.env().getOrDefault(URL, ""));
    try {
      ServerSocket opened = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      door = opened;
      Thread.ofVirtual().start(() -> accept(opened, redis.getPort()));
      return program.env(URL, "redis://127.0.0.1:" + opened.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no port for a long way", e);
    }
  }

  private void accept(ServerSocket opened, int port) {
    try {
      while (true) {
        Socket client = opened.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        carry(client, server);
        carry(server, client);
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  /** On their way; no bytes: the end. */
  private record Chunk(byte[] bytes, long due) {}

  private void carry(Socket from, Socket to) {
    BlockingQueue<Chunk> under = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> send(from, under));
    Thread.ofVirtual().start(() -> arrive(under, to));
  }

  private void send(Socket from, BlockingQueue<Chunk> under) {
    byte[] buffer = new byte[CHUNK];
    try (from) {
      InputStream in = from.getInputStream();
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        under.add(new Chunk(Arrays.copyOf(buffer, length), System.nanoTime() + delayNanos));
      }
    } catch (IOException e) {
      // The other end hears of it below.
    }
    under.add(new Chunk(new byte[0], System.nanoTime()));
  }

  private static void arrive(BlockingQueue<Chunk> under, Socket to) {
    try (to) {
      OutputStream out = to.getOutputStream();
      for (Chunk next = under.take(); next.bytes().length > 0; next = under.take()) {
        TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
        out.write(next.bytes());
      }
    } catch (IOException e) {
      // Whoever is at the other end of it reads an end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      if (door != null) {
        door.close();
      }
    } catch (IOException e) {
      // There is nobody left to come in.
    }
  }
}
