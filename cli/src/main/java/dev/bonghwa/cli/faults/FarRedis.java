package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis behind a network of its own, with two ways to it; of one the cable can be pulled. */
final class FarRedis implements AutoCloseable {
  private static final int PORT = 6379;

  private final Path directory = Directories.temporary("bonghwa-far-redis-");
  private final FarNetwork network;
  private final Process server;

  private FarRedis(FarNetwork network) {
    this.network = network;
    AtExit.close(this);
    server = serve();
    await("Redis in a network of its own answers")
        .atMost(Duration.ofSeconds(20))
        .until(FarRedis::answers);
  }

  /**
   * A new one.
   *
   * @throws Skipped where this machine does not let us make networks
   */
  static FarRedis of(Arena arena) {
    return arena.keep(new FarRedis(FarNetwork.of(arena)));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(FarNetwork.THERE, PORT);
  }

  String url() {
    return "redis://" + FarNetwork.THERE + ":" + PORT;
  }

  /** The way whose cable can be pulled. */
  String urlAside() {
    return "redis://" + FarNetwork.ASIDE + ":" + PORT;
  }

  /** From now on nothing arrives on that way, on either side. */
  void pullOut() {
    network.pullOut();
  }

  void plugIn() {
    network.plugIn();
  }

  /** From now on 5 % of the packets are lost, each way. */
  void lose() {
    network.lose();
  }

  private Process serve() {
    List<String> words = new ArrayList<>(network.command(binary()));
    words.addAll(List.of("--bind", FarNetwork.THERE, FarNetwork.ASIDE));
    words.addAll(List.of("--port", Integer.toString(PORT), "--protected-mode", "no"));
    words.addAll(List.of("--appendonly", "yes", "--save", "", "--dir", directory.toString()));
    try {
      return new ProcessBuilder(words)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that all tests run on. */
  private static String binary() {
    try (EmbeddedRedis near = EmbeddedRedis.start()) {
      return ProcessHandle.of(near.pid()).flatMap(p -> p.info().command()).orElseThrow();
    }
  }

  private static boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(FarNetwork.THERE, PORT), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    AtExit.forget(this);
    if (server != null) {
      server.destroyForcibly().onExit().join();
    }
    Directories.delete(directory);
  }
}
