package dev.bonghwa.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.testkit.proxy.Cut;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A submit is broken off, its answer is lost, or it is made many times at once. */
final class SubmitFaults {
  private static final int TARGETS = 1_200;
  private static final int CALLERS = 50;
  private static final int LISTED = 100;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private SubmitFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "submit-killed",
            "kill -9 of nms-api behind the n-th command of a submit, for many n or all",
            "the whole job or none of it in between; one job after the caller's retry, nothing"
                + " twice",
            SubmitFaults::killed),
        new FaultCase(
            "commit-reply-cut",
            "the reply of Redis to the commit is cut off, by FIN and by RST",
            "exactly one job, nothing twice",
            SubmitFaults::replyCut),
        new FaultCase(
            "submit-same-key",
            "50 concurrent submits with one idempotency key, then another body with it",
            "one job, nothing twice; the other body is refused",
            SubmitFaults::sameKey));
  }

  /** nms-api goes to Redis through the proxy, the workers do not. */
  private static CaseFleet behind(Arena arena, FaultProxy proxy, EmbeddedRedis redis) {
    return arena
        .fleet(redis)
        .nmsBy("redis://127.0.0.1:" + proxy.port())
        .receiver(new Resends())
        .env("BATCH_SIZE", 100)
        .start(40, 40);
  }

  private static void killed(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena, proxy, redis);

    long before = proxy.commands();
    FleetJob whole = fleet.submit("unharmed", TARGETS);
    int commands = (int) (proxy.commands() - before);
    arena.check(fleet, whole, ENDS_WITHIN).allDelivered().once();
    arena.tell("a submit takes %d commands".formatted(commands));

    boundaries(arena, commands).forEach(n -> killAfter(arena, fleet, proxy, redis, n));
  }

  private static Stream<Integer> boundaries(Arena arena, int commands) {
    List<Integer> all = IntStream.rangeClosed(1, commands).boxed().collect(Collectors.toList());
    Collections.shuffle(all, arena.random());
    return all.stream().limit(arena.scale().of(6, commands)).sorted();
  }

  private static void killAfter(
      Arena arena, CaseFleet fleet, FaultProxy proxy, EmbeddedRedis redis, int command) {
    String key = "killed-" + command;
    var down = new CompletableFuture<Void>();
    proxy.stopAfter(
        command,
        () -> {
          fleet.killNms();
          down.complete(null);
        });
    CompletableFuture<Void> seen = down.thenRun(() -> requireWhole(arena, fleet, redis));
    var comeback = new Comeback(fleet, proxy, seen, () -> look(arena, fleet, key));

    FleetJob job = fleet.submit(Order.of(key, TARGETS).beforeRetry(comeback::once));
    comeback.once(); // where the answer was faster than the kill

    arena.check(fleet, job, ENDS_WITHIN).allDelivered().once();
    requireOneJob(arena, fleet, key);
  }

  private static void look(Arena arena, CaseFleet fleet, String key) {
    List<JobView> left = jobsNamed(fleet, key);
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

  /** All that the API knows. */
  private static List<JobView> jobsNamed(CaseFleet fleet, String name) {
    List<JobView> found = new ArrayList<>();
    for (JsonNode job : fleet.client().jobs(null, LISTED, null).path("jobs")) {
      if (job.path("name").asText().equals(name)) {
        found.add(fleet.client().job(job.path("id").asText()));
      }
    }
    return found;
  }

  private static void requireOneJob(Arena arena, CaseFleet fleet, String key) {
    int jobs = jobsNamed(fleet, key).size();
    if (jobs != 1) {
      arena.figures().broken(key + ": there are " + jobs + " jobs");
    }
  }

  private static void replyCut(Arena arena) {
    EmbeddedRedis redis = arena.redis();
    FaultProxy proxy = arena.keep(FaultProxy.to(redis.port()));
    CaseFleet fleet = behind(arena, proxy, redis);
    for (int i = 1; i <= arena.scale().of(3, 100); i++) {
      for (Cut cut : Cut.values()) {
        String key = "cut-%s-%d.".formatted(cut, i);
        proxy.cutReplyTo(Order.MARKER + key, cut); // the commit carries the message
        FleetJob job = fleet.submit(key, TARGETS);
        arena.check(fleet, job, ENDS_WITHIN).allDelivered().once();
        requireOneJob(arena, fleet, key);
        if (proxy.isCutPending()) {
          arena.figures().broken(key + ": no commit was seen by the proxy");
        }
      }
    }
  }

  private static void sameKey(Arena arena) {
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).start(40, 40);
    Order order = Order.of("same", TARGETS);
    List<String> ids;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      ids =
          IntStream.range(0, CALLERS)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> id(fleet, order), callers))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .distinct()
              .toList();
    }
    FleetJob job = fleet.submit(order);
    String other = refusal(fleet, Order.of("same", TARGETS + 1));
    arena.tell("another body is refused: " + other);

    arena
        .check(fleet, job, ENDS_WITHIN)
        .allDelivered()
        .once()
        .same("the ids of all submits", List.of(job.latest().id()), ids)
        .require(other.matches("(?s).*\\((409|422)\\).*"), "another body: " + other);
    requireOneJob(arena, fleet, "same");
  }

  private static String id(CaseFleet fleet, Order order) {
    return order.submit(fleet.client()).id();
  }

  private static String refusal(CaseFleet fleet, Order order) {
    try {
      return "it is not: " + id(fleet, order);
    } catch (CliFault refused) {
      return refused.what();
    }
  }
}
