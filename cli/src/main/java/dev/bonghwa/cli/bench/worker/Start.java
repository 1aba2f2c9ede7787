package dev.bonghwa.cli.bench.worker;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.ProcessUse;
import dev.bonghwa.testkit.process.JavaProcess;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a worker came to its first pop.
 *
 * @param seconds from the start of its process until Redis had its BLPOP
 * @param cpu seconds that it used for that
 */
record Start(double seconds, double cpu) {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  /** Of one more worker, which leaves again; the first one idles beside it. */
  static Start play(SpeedFleet fleet, int strength) {
    long began = System.nanoTime();
    JavaProcess worker = fleet.join(strength, 0);
    try {
      await("a worker's first pop")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK_EVERY)
          .until(() -> pops(fleet, worker.name()));
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Start(seconds, ProcessUse.of(worker.pid()).cpuSeconds());
    } finally {
      fleet.dismiss(worker);
    }
  }

  private static boolean pops(SpeedFleet fleet, String node) {
    String pop = "name=node-worker:" + Pattern.quote(node) + ":pop .*cmd=blpop";
    return Pattern.compile(pop).matcher(fleet.redis().call("CLIENT", "LIST")).find();
  }

  @Override
  public String toString() {
    return "%.2f s to the first pop, %.2f CPU-s".formatted(seconds, cpu);
  }
}
