package dev.bonghwa.cli.bench.scale;

import dev.bonghwa.cli.bench.measure.JobMemory;
import dev.bonghwa.cli.bench.measure.Machine;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Plays a large fleet in one process.
 *
 * @param reader hears how it goes, line by line
 */
public record ScaleBench(Consumer<String> reader) {

  private static final int PLANS = 20;

  /** One takes less than the 10 ms by which the CPU of a process is told. */
  private static final int BEATS = 50;

  /** A job is due again a second after its visit. */
  private static final Duration UNTIL_DUE = Duration.ofMillis(1_200);

  public Measurement play(ScalePlan plan) {
    List<String> conditions = conditions(plan);
    reader.accept("starting Redis");
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        Simulation simulation = new Simulation(plan, redis)) {
      ScaleSeen seen = seen(plan, redis, simulation);
      return new Measurement("scale", conditions, ScaleFigures.of(seen), ScaleFigures.notes(seen));
    }
  }

  private ScaleSeen seen(ScalePlan plan, EmbeddedRedis redis, Simulation simulation) {
    List<Double> planning = new ArrayList<>();
    ShardPlan made = simulation.makePlan();
    for (int i = 0; i < PLANS; i++) {
      planning.add(seconds(simulation::makePlan));
    }
    simulation.beatAll();
    Cost loading = Cost.of(redis, () -> load(plan, simulation, made));
    reader.accept("%s are pending: %s".formatted(Words.count(plan.jobs(), "job"), loading));
    long bytes =
        simulation.jobs().stream().mapToLong(job -> JobMemory.of(redis, job.value())).sum();
    Cost beats = Cost.of(redis, () -> beat(simulation));
    List<Cost> passes = passes(plan, redis, simulation);
    Cost work = Cost.of(redis, simulation::workOff);
    reader.accept("all is worked off: " + work);
    return new ScaleSeen(plan, planning, loading, bytes, beats.redisCpu() / BEATS, passes, work);
  }

  private static void beat(Simulation simulation) {
    for (int beat = 1; beat <= BEATS; beat++) {
      simulation.beatAll();
    }
  }

  private void load(ScalePlan plan, Simulation simulation, ShardPlan made) {
    for (int job = 1; job <= plan.jobs(); job++) {
      simulation.loadJob(made);
      if (job % Math.max(1, plan.jobs() / 5) == 0) {
        reader.accept("%d of %s".formatted(job, Words.count(plan.jobs(), "job")));
      }
    }
  }

  private List<Cost> passes(ScalePlan plan, EmbeddedRedis redis, Simulation simulation) {
    List<Cost> passes = new ArrayList<>();
    for (int pass = 1; pass <= plan.passes(); pass++) {
      LockSupport.parkNanos(UNTIL_DUE.toNanos());
      simulation.beatAll();
      var visited = new AtomicLong();
      passes.add(Cost.of(redis, () -> visited.set(simulation.pass().jobs())));
      reader.accept(
          "upkeep of %s: %s".formatted(Words.count(visited.get(), "job"), passes.getLast()));
    }
    return passes;
  }

  private static double seconds(Runnable what) {
    long began = System.nanoTime();
    what.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static List<String> conditions(ScalePlan plan) {
    return List.of(
        Machine.here(Runtime.getRuntime().availableProcessors()),
        Machine.load(),
        "one Redis with AOF everysec; the planner of nms-api, the scripts of both programs; in one process with %d simulated nodes, which send nothing"
            .formatted(plan.nodes()),
        "scaled down: %s pending in %s, for %s; batches of %d, %s each"
            .formatted(
                Words.count(plan.allTargets(), "target"),
                Words.count(plan.jobs(), "job"),
                Words.number(plan.meant()),
                ScalePlan.BATCH,
                Words.count(plan.settles(), "settle")));
  }
}
