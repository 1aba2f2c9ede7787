package dev.bonghwa.testkit.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One client, its connection to the server, and two pumps. */
final class Connection {
  private static final int CHUNK = 32 * 1024;

  private final Socket client;
  private final Socket server;
  private final Plan plan;
  private final Consumer<Connection> onClose;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean forgotten;

  private final Dialogue dialogue;

  Connection(Socket client, Socket server, Plan plan, Consumer<Connection> onClose) {
    this.client = client;
    this.server = server;
    this.plan = plan;
    this.onClose = onClose;
    this.dialogue = new Dialogue(plan);
  }

  void start() {
    Thread.ofVirtual().start(() -> pump(client, server, Direction.TO_SERVER));
    Thread.ofVirtual().start(() -> pump(server, client, Direction.TO_CLIENT));
  }

  private void pump(Socket from, Socket to, Direction direction) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        hold(direction);
        if (!forward(chunk, length, out, direction)) {
          return;
        }
      }
      hold(direction);
      to.shutdownOutput();
      closeIfBothEnded();
    } catch (IOException e) {
      // A reset of one side is passed on to the other, but not through a black hole.
      cutWhenOpen();
    } catch (InterruptedException e) {
      cut(Cut.RST);
    }
  }

  private void hold(Direction direction) throws InterruptedException {
    plan.gate.await(this::isHeld);
    long nanos = plan.delay(direction).toNanos();
    if (nanos > 0) {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
      plan.gate.await(this::isHeld);
    }
  }

  private boolean isHeld() {
    return !closed.get() && (forgotten || plan.swallowing());
  }

  /** False when the connection was cut. */
  private boolean forward(byte[] chunk, int length, OutputStream out, Direction direction)
      throws IOException {
    int allowed =
        direction == Direction.TO_SERVER
            ? dialogue.commandsIn(chunk, length)
            : dialogue.repliesIn(chunk, length);
    if (allowed < 0) {
      return write(out, chunk, -1 - allowed, dialogue.doom());
    }
    Runnable stop = direction == Direction.TO_SERVER ? dialogue.stop() : null;
    if (stop != null) {
      plan.swallow(true);
      out.write(chunk, 0, allowed);
      Thread.ofVirtual().start(stop);
      return false;
    }
    OneCut byteCut = plan.byteCut(direction);
    int within = (int) byteCut.within(allowed);
    Cut due = byteCut.passed(allowed);
    if (due != null) {
      return write(out, chunk, within, due);
    }
    out.write(chunk, 0, allowed);
    return true;
  }

  private boolean write(OutputStream out, byte[] chunk, int length, Cut cut) throws IOException {
    out.write(chunk, 0, length);
    cut(cut);
    return false;
  }

  private void closeIfBothEnded() {
    if (client.isOutputShutdown() && server.isOutputShutdown()) {
      cut(Cut.FIN);
    }
  }

  private void cutWhenOpen() {
    try {
      plan.gate.await(this::isHeld);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut(Cut.RST);
  }

  /** From now on nothing passes here for ever, as if the network had lost the connection. */
  void forget() {
    forgotten = true;
  }

  void cut(Cut how) {
    if (closed.compareAndSet(false, true)) {
      close(client, how);
      close(server, how);
      plan.gate.changed();
      onClose.accept(this);
    }
  }

  private static void close(Socket socket, Cut how) {
    try (socket) {
      if (how == Cut.RST) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // It is closed already: that is what was wanted.
    }
  }
}
