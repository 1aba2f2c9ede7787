package dev.bonghwa.worker;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.BlockingPop;
import dev.bonghwa.redis.BlockingPop.Ticket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The connection that waits for tickets, and its replacement when it has gone deaf. */
final class PopConnection implements AutoCloseable {

  private final Supplier<BlockingPop> opener;
  private volatile BlockingPop pop;
  private volatile boolean closed;

  /** Connects; blocks. */
  PopConnection(Supplier<BlockingPop> opener) {
    this.opener = opener;
    this.pop = opener.get();
  }

  CompletionStage<Optional<Ticket>> pop(NodeId node, boolean highOnly, Duration block) {
    return pop.pop(node, highOnly, block);
  }

  /** Opens another connection and closes this one, under whatever waits on it. Blocks. */
  void rebuild() {
    // First away with it: a ticket that it is given from now on would be lost.
    pop.close();
    if (!closed) {
      pop = opener.get();
    }
  }

  @Override
  public void close() {
    closed = true;
    pop.close();
  }
}
