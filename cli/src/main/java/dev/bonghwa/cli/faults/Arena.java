package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** Where one case plays: its fleets, its Redis, its chance; all of it ends with the case. */
public final class Arena implements AutoCloseable {

  private final Scale scale;
  private final long seed;
  private final Random random;
  private final Story story;
  private final Figures figures;
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final Deque<Fleet> fleets = new ArrayDeque<>();

  Arena(Scale scale, long seed, Story story, Figures figures) {
    this.scale = scale;
    this.seed = seed;
    this.random = new Random(seed);
    this.story = story;
    this.figures = figures;
  }

  Scale scale() {
    return scale;
  }

  long seed() {
    return seed;
  }

  /** The only source of chance, so that a seed plays the same again. */
  Random random() {
    return random;
  }

  void tell(String line) {
    story.tell(line);
  }

  /** Tells it, and keeps it for the report. */
  void note(String line) {
    tell(line);
    figures.note(line);
  }

  /** Lets time pass. */
  void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(1)).until(() -> true);
  }

  Figures figures() {
    return figures;
  }

  /** A Redis as it is meant to be run: with an append-only file. */
  EmbeddedRedis redis() {
    return redis(RedisOptions.defaults().withAppendOnly());
  }

  EmbeddedRedis redis(RedisOptions options) {
    return keep(EmbeddedRedis.start(options));
  }

  /** A fleet yet to be described. */
  FleetPlan fleet(String redisUrl) {
    return new FleetPlan(this, redisUrl);
  }

  FleetPlan fleet(EmbeddedRedis redis) {
    return fleet(redis.uri().toString()).on(redis);
  }

  Fleet opened(Fleet fleet) {
    fleets.add(fleet);
    return keep(fleet);
  }

  /** Closed when the case ends, the newest first. */
  <T extends AutoCloseable> T keep(T resource) {
    endings.push(() -> close(resource));
    return resource;
  }

  /** Waits for the job's end and checks what every case promises. */
  Check check(Fleet fleet, FleetJob job, Duration patience) {
    job.awaitEnd(patience);
    Truth truth = fleet.truth(job);
    tell("job %s ended after %.1f s: %s".formatted(job.key(), job.took().toMillis() / 1e3, truth));
    return new Check(figures, job, truth);
  }

  /**
   * Of all that was never meant to end: that it runs, holds few connections, and told no secret.
   */
  void checkPrograms() {
    fleets.forEach(fleet -> fleet.findings().forEach(figures::broken));
  }

  @Override
  public void close() {
    endings.forEach(Runnable::run);
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot end " + resource, e);
    }
  }
}
