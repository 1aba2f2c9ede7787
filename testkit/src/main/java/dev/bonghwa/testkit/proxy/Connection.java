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

  private final RespCounter commandCounter = new RespCounter();
  private final RespCounter replyCounter = new RespCounter();
  private long commands;
  private long replies;

  /** The number of the reply that is cut off instead of being forwarded; 0: none. */
  private volatile long doomedReply;

  private volatile Cut doom = Cut.FIN;

  Connection(Socket client, Socket server, Plan plan, Consumer<Connection> onClose) {
    this.client = client;
    this.server = server;
    this.plan = plan;
    this.onClose = onClose;
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
            ? countCommands(chunk, length)
            : countReplies(chunk, length);
    if (allowed < 0) {
      return write(out, chunk, -1 - allowed, doom);
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

  /** How much may pass: up to the command whose reply is doomed, if it is in here. */
  private int countCommands(byte[] chunk, int length) {
    for (int end = commandCounter.next(chunk, 0, length);
        end >= 0;
        end = commandCounter.next(chunk, end, length)) {
      commands++;
      plan.commands.incrementAndGet();
      Cut due = plan.replyCut.passed(1);
      if (due != null) {
        doom = due;
        doomedReply = commands;
        return end;
      }
    }
    return length;
  }

  /** How much may pass, or -1 - that when the doomed reply begins behind it. */
  private int countReplies(byte[] chunk, int length) {
    int begin = 0;
    while (begin < length) {
      if (doomedReply != 0 && replies == doomedReply - 1) {
        return -1 - begin;
      }
      int end = replyCounter.next(chunk, begin, length);
      if (end < 0) {
        return length;
      }
      replies++;
      begin = end;
    }
    return length;
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
