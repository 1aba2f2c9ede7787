package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A submit is broken off by the death of nms-api. */
final class SubmitKills {

  private SubmitKills() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "submit-killed",
            "kill -9 of nms-api behind the n-th command of a submit, for many n or all",
            "the whole job or none of it in between, and what else was written is gone within an"
                + " hour; one job after the caller's retry, nothing twice",
            SubmitKills::killed));
  }

  private static void killed(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = SubmitFaults.behind(arena, proxy, redis);

    long before = proxy.commands();
    FleetJob whole = fleet.submit("unharmed", SubmitFaults.TARGETS);
    int commands = (int) (proxy.commands() - before);
    arena.check(fleet, whole, SubmitFaults.ENDS_WITHIN).allDelivered().once();
    arena.tell("a submit takes %d commands".formatted(commands));

    var leftovers = new Leftovers(arena, redis);
    Runnable look =
        () -> {
          requireWhole(arena, fleet, redis);
          leftovers.check();
        };
    List<Integer> all = IntStream.rangeClosed(1, commands).boxed().collect(Collectors.toList());
    Collections.shuffle(all, arena.random());
    Stream<Integer> some = all.stream().limit(arena.scale().of(6, commands)).sorted();
    some.forEach(n -> killAfter(arena, fleet, proxy, look, n, "killed-" + n));

    // Upkeep's commands are counted too, so nobody knows which n hits the staging.
    IntStream.rangeClosed(commands / 4, commands)
        .takeWhile(n -> !leftovers.wereSeen())
        .forEach(n -> killAfter(arena, fleet, proxy, look, n, "staging-" + n));
    leftovers.requireSome();
  }

  private static void killAfter(
      Arena arena, CaseFleet fleet, FaultProxy proxy, Runnable look, int command, String key) {
    var down = new CompletableFuture<Void>();
    proxy.stopAfter(
        command,
        () -> {
          fleet.killNms();
          down.complete(null);
        });
    CompletableFuture<Void> seen = down.thenRun(look);
    var comeback = new Comeback(fleet, proxy, seen, () -> tellJobs(arena, fleet, key));

    FleetJob job = fleet.submit(Order.of(key, SubmitFaults.TARGETS).beforeRetry(comeback::once));
    comeback.once(); // where the answer was faster than the kill

    arena.check(fleet, job, SubmitFaults.ENDS_WITHIN).allDelivered().once();
    SubmitFaults.requireOneJob(arena, fleet, key);
  }

  private static void tellJobs(Arena arena, CaseFleet fleet, String key) {
    List<JobView> left = SubmitFaults.jobsNamed(fleet, key);
    arena.tell("%s: %d jobs are visible before the retry".formatted(key, left.size()));
  }

  /** Looks at once: while nms-api starts again the workers finish a job. */
  private static void requireWhole(Arena arena, CaseFleet fleet, EmbeddedRedis redis) {
    List<StoredJob> running = StoredJob.running(redis, fleet.nodes());
    arena.tell("%s in Redis".formatted(Words.count(running.size(), "running job")));
    running.stream()
        .filter(job -> !job.isWhole())
        .forEach(half -> arena.figures().broken("half a job is visible: " + half));
  }
}
