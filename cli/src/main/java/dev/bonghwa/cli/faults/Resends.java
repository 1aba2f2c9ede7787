package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Delivers everything, by default after 30 to 60 ms, and remembers when a webhook was first called
 * again: with nothing failing, only what another worker may have sent is sent again.
 */
final class Resends implements Behaviour {
  static final Duration LATENCY = Duration.ofMillis(30);
  private static final int SPREAD_MILLIS = 30;

  private final Duration latency;
  private final AtomicLong first = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();
  private final Map<Call, Integer> senders = new ConcurrentHashMap<>();
  private final Map<Integer, Toll> tolls = new ConcurrentHashMap<>();

  private record Call(long webhook, String job) {}

  /** What one process had sent and somebody sent again. */
  static final class Toll {
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong first = new AtomicLong();

    private void repeated() {
      repeats.incrementAndGet();
      first.compareAndSet(0, System.nanoTime());
    }

    /** Its own requests. */
    long sent() {
      return sent.get();
    }

    long repeats() {
      return repeats.get();
    }

    /** How long after that moment the first was sent again; null if none was. */
    @Nullable Duration firstAfter(long nanoTime) {
      return since(nanoTime, first.get());
    }
  }

  Resends() {
    this(LATENCY);
  }

  /** Answers after this time and up to 30 ms more. */
  Resends(Duration latency) {
    this.latency = latency;
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    toll(request.version()).sent.incrementAndGet();
    var call = new Call(request.webhook(), request.job());
    Integer before = senders.put(call, request.version());
    if (before != null) {
      first.compareAndSet(0, System.nanoTime());
      repeats.incrementAndGet();
      toll(before).repeated();
    }
    long more = Math.floorMod(request.webhook() >>> 22, (long) SPREAD_MILLIS);
    return Answers.delivered(request).after(latency.plusMillis(more));
  }

  private Toll toll(int mark) {
    return tolls.computeIfAbsent(mark, unseen -> new Toll());
  }

  Toll tollOf(CaseNode node) {
    return toll(node.mark());
  }

  /** Waits until this process has sent so many requests. */
  void awaitSent(CaseNode node, long count, Duration patience) {
    await("of " + node + " so many requests have come: " + count)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> tollOf(node).sent() >= count);
  }

  /** Waits until something has been sent again. */
  void awaitRepeat(Duration patience) {
    await("something is sent again").atMost(patience).until(() -> repeats() > 0);
  }

  private static @Nullable Duration since(long nanoTime, long at) {
    return at == 0 ? null : Duration.ofNanos(at - nanoTime);
  }

  /** Checks that, since the fault, the first webhook was called again within this time. */
  void requireFirst(Arena arena, long since, Duration within) {
    requireWithin(arena, since(since, first.get()), within);
  }

  /** The same of what that process had sent. */
  void requireFirst(Arena arena, CaseNode victim, long since, Duration within) {
    requireWithin(arena, tollOf(victim).firstAfter(since), within);
  }

  private static void requireWithin(Arena arena, @Nullable Duration after, Duration within) {
    String told =
        "first sent again "
            + (after == null
                ? "never"
                : String.format(Locale.ROOT, "%.1f s", after.abs().toMillis() / 1e3) + ago(after));
    arena.tell(told);
    if (after == null || after.isNegative() || after.compareTo(within) > 0) {
      arena.figures().broken(told + ", promised within " + Words.duration(within));
    } else {
      arena.figures().recovered(after);
    }
  }

  private static String ago(Duration after) {
    return after.isNegative() ? " before the fault" : " after it";
  }

  /** Requests beyond the first of their webhook and job, of all jobs. */
  long repeats() {
    return repeats.get();
  }

  /** What crashes of all workers at once may repeat. */
  static long mostRepeated(CaseFleet fleet) {
    return fleet.nodes().stream().mapToLong(Resends::mostRepeated).sum();
  }

  /** What a crash of this worker may repeat: its in flight and one settle interval of answers. */
  static long mostRepeated(CaseNode node) {
    double settleSeconds = 0.1 + 2 * 0.01; // and two round trips of a busy machine
    return node.strength() + (long) (mostPerSecond(node) * settleSeconds);
  }

  private static double mostPerSecond(CaseNode node) {
    return node.strength() * 1e3 / LATENCY.toMillis();
  }
}
