package dev.bonghwa.cli.bench.here;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.MemoryWatch;
import dev.bonghwa.cli.bench.measure.ProcessUse;
import dev.bonghwa.cli.bench.measure.Spread;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gives a fleet's first worker one job after the other for some time, larger the faster it is. */
record Trial(HerePlan plan, Consumer<String> reader) {

  private static final double MEBIBYTE = 1 << 20;
  private static final double UNIT = 100_000;

  /** In the time there is, once it is fast. */
  private static final int JOBS = 5;

  private static final int MOST_TARGETS = 1_000_000;

  private record Job(double rate, double cpu) {}

  Seen play(SpeedFleet fleet, String name) {
    long worker = fleet.workers().getFirst();
    long end = System.nanoTime() + plan.time().toNanos();
    List<Job> jobs = new ArrayList<>();
    try (MemoryWatch watch = MemoryWatch.of(worker)) {
      do {
        int targets = jobs.isEmpty() ? plan.targets() : after(jobs.getLast());
        jobs.add(job(fleet, worker, MadeUpJob.of(name + "-" + (jobs.size() + 1), targets)));
      } while (System.nanoTime() < end);
      Seen seen = seen(jobs.subList(jobs.size() * 2 / 3, jobs.size()), watch.most() / MEBIBYTE);
      reader.accept(name + ": " + seen);
      return seen;
    }
  }

  /** So many that its beginning and its end, when not all permits are in use, hardly count. */
  private int after(Job last) {
    double targets = last.rate * plan.time().toMillis() / 1e3 / JOBS;
    return (int) Math.clamp(targets, plan.targets(), MOST_TARGETS);
  }

  private Job job(SpeedFleet fleet, long worker, MadeUpJob made) {
    ProcessUse before = ProcessUse.of(worker);
    fleet.sink().clear();
    Accepted job = fleet.submit(made);
    fleet.awaitDelivered(job);
    double cpu = ProcessUse.of(worker).cpuSince(before) * UNIT / made.targets();
    return new Job(fleet.sink().arrivals().perSecond(), cpu);
  }

  private static Seen seen(List<Job> warm, double anonymous) {
    return new Seen(
        Spread.of(warm.stream().map(Job::rate).toList()).median(),
        Spread.of(warm.stream().map(Job::cpu).toList()).median(),
        anonymous);
  }
}
