package dev.bonghwa.cli.bench.here;

import dev.bonghwa.cli.console.Words;
import java.time.Duration;
import java.util.List;

/**
 * What a worker on this machine should be told.
 *
 * @param maxConcurrent as many requests in flight as it takes to be that fast
 * @param megabytes of its container, of which {@link #HEAP_PERCENT} are the heap
 */
record Advice(int maxConcurrent, int megabytes) {

  /** Of the container, as deploy/node-worker.options have it. */
  static final int HEAP_PERCENT = 30;

  /** As many as a variable may say. */
  private static final int MOST = 10_000;

  private static final int FEW = 50;

  /** What a request in flight takes at most, in MiB, until a second run shows it. */
  private static final double EACH_MIB = 0.25;

  /**
   * Of the container, in MiB for each request in flight. Some 7 KB of each live until the answer
   * comes: they are to fit into a survivor space, which is an eighth of the heap (NewRatio and
   * SurvivorRatio in deploy/node-worker.options), or collecting costs more than sending.
   */
  private static final double SURVIVING_MIB = 7.2 / 1024 * 8 * 100 / HEAP_PERCENT;

  /** What a worker takes at full speed. */
  private static final double LEAST_MIB = 160;

  /** For what a minute does not show. */
  private static final double SPARE = 1.3;

  private static final int PIECE = 64;

  /** What one address may send to Discord at first (EGRESS_RATE=auto), requests a second. */
  private static final int ONE_ADDRESS = 45;

  /**
   * From what a worker did.
   *
   * @param tried its MAX_CONCURRENT then
   * @param latency after which receivers are to answer
   */
  static Advice of(Seen seen, int tried, Duration latency) {
    int concurrent = inFlight(seen.rate(), latency);
    double more = Math.max(0, concurrent - tried) * EACH_MIB;
    return new Advice(concurrent, container(seen.anonymous() + more));
  }

  /**
   * From what a second worker did, with more permits than it could use: memory lies between both.
   *
   * @param fewer what a worker with {@code tried} permits did
   * @param more what one did that was told this
   */
  Advice lowered(Seen fewer, int tried, Seen more, Duration latency) {
    int concurrent = inFlight(more.rate(), latency);
    double each = (more.anonymous() - fewer.anonymous()) / Math.max(1, maxConcurrent - tried);
    double extra = Math.max(0, each) * Math.max(0, concurrent - tried);
    int taken = container(fewer.anonymous() + extra);
    return new Advice(concurrent, Math.max(taken, inPieces(concurrent * SURVIVING_MIB)));
  }

  private static int container(double megabytes) {
    return inPieces(Math.max(LEAST_MIB, megabytes) * SPARE);
  }

  private static int inPieces(double megabytes) {
    return PIECE * (int) Math.ceil(megabytes / PIECE);
  }

  /** Permits that are not used only cost memory. */
  boolean isMuchLessThan(Advice before) {
    return maxConcurrent < 0.8 * before.maxConcurrent;
  }

  /** By Little's law, rounded up: rate times latency. */
  private static int inFlight(double rate, Duration latency) {
    double needed = rate * latency.toMillis() / 1e3;
    return Math.clamp(FEW * (long) Math.ceil(needed / FEW), FEW, MOST);
  }

  /**
   * For people.
   *
   * @param worth deliveries a second when it was told this
   */
  List<String> lines(double worth, Duration latency) {
    return List.of(
        "This machine is worth about %s deliveries a second, when receivers answer after %d ms."
            .formatted(Words.number(Math.round(worth)), latency.toMillis()),
        "Put into the environment of its node-worker:",
        "  MAX_CONCURRENT=" + maxConcurrent,
        "and give the container this memory, of which %d %% become the heap:"
            .formatted(HEAP_PERCENT),
        "  --memory %dm       (docker-stack.yml: WORKER_MEMORY=%dM; without a container: JDK_JAVA_OPTIONS=-Xmx%dm)"
            .formatted(megabytes, megabytes, megabytes * HEAP_PERCENT / 100),
        "EGRESS_RATE decides how much of it is used: from one address Discord takes about %d a second (auto),"
            .formatted(ONE_ADDRESS),
        "for which MAX_CONCURRENT=%d is enough. More pays with several addresses (proxies), or a receiver of your own (off)."
            .formatted(inFlight(ONE_ADDRESS, latency)));
  }

  @Override
  public String toString() {
    return "MAX_CONCURRENT=%d, %d MB".formatted(maxConcurrent, megabytes);
  }
}
