package dev.bonghwa.cli.demo;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How large a demo is.
 *
 * @param subscribers webhooks that are notified, 1 to 400,000
 * @param workers node-workers, 1 to 16
 * @param seed decides which webhooks there are and what goes wrong with which
 * @param keepRunning leave the fleet up after the job
 * @param keepLogs leave the programs' logs behind, also when all went well
 */
public record DemoSettings(
    int subscribers, int workers, long seed, boolean keepRunning, boolean keepLogs) {

  /** Beyond it the 429s of one node would add up to what it takes for a ban, and it would pause. */
  public static final int MOST_SUBSCRIBERS = 400_000;

  public static final int MOST_WORKERS = 16;

  private static final List<Integer> UNEQUAL = List.of(200, 80, 30);

  public DemoSettings {
    if (subscribers < 1 || subscribers > MOST_SUBSCRIBERS) {
      throw new IllegalArgumentException(
          "--subscribers is not between 1 and " + MOST_SUBSCRIBERS + ": " + subscribers);
    }
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "--workers is not between 1 and " + MOST_WORKERS + ": " + workers);
    }
  }

  /** A strong, a middling and a weak machine, again and again: MAX_CONCURRENT of each worker. */
  List<Integer> strengths() {
    return IntStream.range(0, workers).mapToObj(i -> UNEQUAL.get(i % UNEQUAL.size())).toList();
  }
}
