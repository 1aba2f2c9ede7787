package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Delivers everything, after 30 to 60 ms, and remembers when a webhook was first called again: with
 * nothing failing, only what another worker may have sent is sent again.
 */
final class Resends implements Behaviour {
  static final Duration LATENCY = Duration.ofMillis(30);
  private static final int SPREAD_MILLIS = 30;

  private final AtomicLong first = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();

  @Override
  public Reply reply(ReceivedRequest request) {
    if (request.attempt() > 1) {
      first.compareAndSet(0, System.nanoTime());
      repeats.incrementAndGet();
    }
    long more = Math.floorMod(request.webhook() >>> 22, (long) SPREAD_MILLIS);
    return Answers.delivered(request).after(LATENCY.plusMillis(more));
  }

  /** From now on the next repeated request is the first. */
  void forget() {
    first.set(0);
  }

  /** How long after that moment the first webhook was called again; null if none was. */
  @Nullable Duration firstAfter(long nanoTime) {
    long at = first.get();
    return at == 0 ? null : Duration.ofNanos(at - nanoTime);
  }

  /** Requests beyond the first of their webhook and job, of all jobs. */
  long repeats() {
    return repeats.get();
  }

  /** The same of a whole fleet. */
  static long mostRepeated(Fleet fleet) {
    return fleet.nodes().stream().mapToLong(Resends::mostRepeated).sum();
  }

  /** What a crash of this worker may repeat: its in flight and one settle interval of answers. */
  static long mostRepeated(Node node) {
    double settleSeconds = 0.1 + 2 * 0.05; // and two slow round trips
    return node.strength() + (long) (mostPerSecond(node) * settleSeconds);
  }

  /** The most that a fleet can have in flight and answered within a second. */
  static long mostInASecond(Fleet fleet) {
    return fleet.nodes().stream()
        .mapToLong(node -> node.strength() + (long) mostPerSecond(node))
        .sum();
  }

  private static double mostPerSecond(Node node) {
    return node.strength() * 1e3 / LATENCY.toMillis();
  }
}
