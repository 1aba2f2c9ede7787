package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisCluster;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.LongSupplier;

/** Where one case plays: its fleets, its Redis, its chance; all of it ends with the case. */
public final class Arena implements AutoCloseable {

  private final Scale scale;
  private final long seed;
  private final Random random;
  private final Story story;
  private final Figures figures;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final Deque<CaseFleet> fleets = new ArrayDeque<>();

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

  /** Lets time pass while a fault lasts. */
  void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(20)).until(() -> true);
  }

  /** By how much the count grows within this time, a second. */
  double perSecond(LongSupplier count, Duration time) {
    long began = System.nanoTime();
    long before = count.getAsLong();
    pass(time);
    return (count.getAsLong() - before) * 1e9 / (System.nanoTime() - began);
  }

  Figures figures() {
    return figures;
  }

  /** A Redis as it is meant to be run: with an append-only file. */
  EmbeddedRedis redis() {
    return redis(RedisOptions.defaults().withAppendOnly());
  }

  /** With the users that are deployed, as which all programs come unless a case says otherwise. */
  EmbeddedRedis redis(RedisOptions options) {
    return keep(EmbeddedRedis.start(options.withUsers()));
  }

  /** A fleet yet to be described. */
  FleetPlan fleet(String redisUrl) {
    return new FleetPlan(this, redisUrl);
  }

  FleetPlan fleet(EmbeddedRedis redis) {
    return fleet(RedisUsers.uri(redis, RedisUsers.NODE_WORKER).toString())
        .nmsBy(RedisUsers.uri(redis, RedisUsers.NMS_API).toString())
        .on(redis);
  }

  FleetPlan fleet(RedisCluster redis) {
    return fleet(redis.urlAs(RedisUsers.NODE_WORKER))
        .nmsBy(redis.urlAs(RedisUsers.NMS_API))
        .on(redis.nodes().toArray(EmbeddedRedis[]::new));
  }

  CaseFleet opened(CaseFleet fleet) {
    fleets.add(fleet);
    return keep(fleet);
  }

  /** Closed when the case ends, the newest first. */
  <T extends AutoCloseable> T keep(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Waits for the job's end and checks what every case promises. */
  Check check(CaseFleet fleet, FleetJob job, Duration patience) {
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

  /** Ends everything, also when something of it cannot be ended. */
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        var one = new IllegalStateException("cannot end " + resource, e);
        if (failure == null) {
          failure = one;
        } else {
          failure.addSuppressed(one);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
