package dev.bonghwa.redis;

import dev.bonghwa.check.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How far Redis is, and whether this machine's clock says the same as Redis'. */
record TimeLook(InstantSource clock) implements RedisLook {

  private static final int TRIPS = 5;

  /** A settle that takes longer holds its batch's permits for longer than a quick send. */
  private static final long FAR_NANOS = Duration.ofMillis(200).toNanos();

  /** The fleet goes by Redis TIME alone; a certificate and a log go by the machine's. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  @Override
  public List<Finding> at(Redis redis) {
    long[] trips = IntStream.range(0, TRIPS).mapToLong(trip -> trip(redis)).sorted().toArray();
    Instant there = RedisCheck.await(redis.time());
    return List.of(distance(trips[TRIPS / 2]), skew(Duration.between(there, clock.instant())));
  }

  private static long trip(Redis redis) {
    long start = System.nanoTime();
    RedisCheck.await(redis.time());
    return System.nanoTime() - start;
  }

  private static Finding distance(long nanos) {
    String there = String.format(Locale.ROOT, "%.1f ms there and back", nanos / 1e6);
    return nanos > FAR_NANOS
        ? new Finding.Warning(
            "redis distance", there, "a node so far away sends slowly: give it a nearer Redis")
        : new Finding.Ok("redis distance", there);
  }

  private static Finding skew(Duration ahead) {
    String difference = Math.abs(ahead.toMillis()) / 1e3 + " s ";
    return ahead.abs().compareTo(SKEW) > 0
        ? new Finding.Warning(
            "clock",
            "this machine's clock is "
                + difference
                + (ahead.isNegative() ? "behind" : "ahead of")
                + " Redis'; the fleet goes by Redis' alone, certificates and logs do not",
            "set it by NTP")
        : new Finding.Ok("clock", difference + "from Redis'");
  }
}
