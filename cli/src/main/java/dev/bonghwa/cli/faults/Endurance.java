package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A fleet works on one job after the other while faults are drawn at random, by the seed.
 *
 * <p>The third worker is never killed, and nms-api only in the first third of the time: so there
 * are processes whose memory, files and threads can be compared with what they were.
 */
public final class Endurance {
  private static final int STRENGTH = 15;
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);

  private final Arena arena;
  private final Duration length;
  private final EmbeddedRedis redis;
  private final CaseFleet fleet;
  private final RandomFaults faults;
  private final Footprints vitals;
  private final List<FleetJob> open = new ArrayList<>();
  private long began;
  private int jobs;

  private Endurance(Arena arena, Duration length) {
    this.arena = arena;
    this.length = length;
    redis = arena.redis();
    FaultProxy way = arena.keep(FaultProxy.to(redis.port()));
    fleet = arena.fleet(redis).receiver(new Resends()).start();
    fleet.launch(STRENGTH, "redis://127.0.0.1:" + way.port(), Map.of());
    fleet.launch(STRENGTH);
    fleet.launch(STRENGTH);
    fleet.awaitAlive();
    faults = new RandomFaults(arena, redis, fleet, way);
    vitals = arena.keep(Footprints.watch(fleet));
  }

  static List<FaultCase> all() {
    return List.of(lasting("random", arena -> arena.scale().seconds(60, 1_800)));
  }

  /** The same for as long as one likes. */
  public static FaultCase lasting(Duration length) {
    return lasting("random", arena -> length);
  }

  private interface Length {
    Duration of(Arena arena);
  }

  private static FaultCase lasting(String name, Length length) {
    return new FaultCase(
        name,
        "faults of all kinds drawn at random, one after the other, under a stream of jobs",
        "all jobs end, twice at most the sum of what each fault may repeat; of processes that were"
            + " never replaced, threads and files (after 5 minutes also memory) are the same in the"
            + " last third of their life as in the first",
        arena -> new Endurance(arena, length.of(arena)).play());
  }

  private void play() {
    began = System.nanoTime();
    long told = began;
    while (left().isPositive()) {
      keepBusy();
      faults.next(left().compareTo(length.multipliedBy(2).dividedBy(3)) > 0);
      checkEnded();
      if (System.nanoTime() - told > length.dividedBy(20).toNanos()) {
        told = System.nanoTime();
        tellProgress();
      }
    }
    arena.tell("no more faults; all jobs shall end");
    fleet.awaitAlive();
    open.forEach(job -> arena.check(fleet, job, ENDED_WITHIN).allDelivered());
    arena.note(Words.count(jobs, "job") + ", " + Words.count(faults.drawn(), "fault"));
    requireBound();
    vitals.findings().forEach(arena.figures()::broken);
    vitals.tell(arena);
  }

  private Duration left() {
    return length.minusNanos(System.nanoTime() - began);
  }

  /** There is always a job whose end is far; while nms-api or Redis is away none can be made. */
  private void keepBusy() {
    boolean busy = open.stream().anyMatch(job -> job.latest().ended() < job.targets() / 2);
    if (!busy) {
      try {
        open.add(fleet.submit("random-" + jobs, 1_000 + arena.random().nextInt(4_000)));
        jobs++;
      } catch (CliFault notNow) {
        arena.tell("no new job now: %s".formatted(notNow.what()));
      }
    }
  }

  private void checkEnded() {
    for (Iterator<FleetJob> each = open.iterator(); each.hasNext(); ) {
      FleetJob job = each.next();
      if (job.latest().isFinished() && isChecked(job)) {
        each.remove();
      }
    }
  }

  private boolean isChecked(FleetJob job) {
    try {
      arena.check(fleet, job, Duration.ofSeconds(5)).allDelivered();
      return true;
    } catch (CliFault notNow) {
      return false;
    }
  }

  private void requireBound() {
    long twice = fleet.receiver().log().duplicate2xx();
    arena.figures().twice(twice, faults.bound());
    if (twice > faults.bound()) {
      arena.figures().broken("sent twice: " + twice + " > " + faults.bound());
    }
  }

  private void tellProgress() {
    arena.tell(
        "%d s left; %s so far, %d open; %,d requests; %d faults"
            .formatted(
                Math.max(0, left().toSeconds()),
                Words.count(jobs, "job"),
                open.size(),
                fleet.receiver().log().requests(),
                faults.drawn()));
  }
}
