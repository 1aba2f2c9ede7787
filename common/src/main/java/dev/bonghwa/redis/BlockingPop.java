package dev.bonghwa.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.Priority;
import dev.bonghwa.node.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A connection that does nothing but wait for tickets.
 *
 * <p>A pop whose answer does not come is not asked again here: the server may still give it a
 * ticket. Close the connection and open another; the lost ticket is rung again by upkeep.
 */
public final class BlockingPop implements AutoCloseable {

  /**
   * How long a pop blocks at most. After a connection was cut without a word, the server goes on
   * waiting this long for it, and what it hands out meanwhile is lost: so it is short.
   */
  public static final Duration LONGEST = Duration.ofSeconds(2);

  /** After how long a pop that was not answered fails. */
  public static final Duration CLIENT_TIMEOUT = LONGEST.plusSeconds(10);

  private final RedisKeys keys;
  private final RedisLink link;

  BlockingPop(RedisKeys keys, RedisLink link) {
    this.keys = keys;
    this.link = link;
  }

  /**
   * Waits for a ticket.
   *
   * @param highOnly whether only tickets of high priority are wanted
   * @param block how long to wait, at most {@link #LONGEST}
   * @return empty when none came
   */
  public CompletionStage<Optional<Ticket>> pop(NodeId node, boolean highOnly, Duration block) {
    String[] lists =
        highOnly
            ? new String[] {keys.tickets(node, Priority.HIGH)}
            : new String[] {
              keys.tickets(node, Priority.HIGH),
              keys.tickets(node, Priority.NORMAL),
              keys.tickets(node, Priority.LOW)
            };
    return link.commands()
        .blpop(block.toMillis() / 1000.0, lists)
        .thenApply(
            popped ->
                Optional.ofNullable(popped)
                    .map(p -> new Ticket(new String(p.getValue(), UTF_8), priority(p.getKey()))));
  }

  /** Closes the connection, also under a waiting pop. */
  @Override
  public void close() {
    link.close();
  }

  private static Priority priority(String list) {
    return Priority.of(list.substring(list.lastIndexOf(':') + 1));
  }

  /**
   * What was popped.
   *
   * @param job a job's id as it stood in the list; anybody may have put it there, so it is not yet
   *     checked
   * @param priority which list it came from
   */
  public record Ticket(String job, Priority priority) {}
}
