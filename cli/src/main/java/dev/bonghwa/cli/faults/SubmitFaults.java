package dev.bonghwa.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.truth.MadeUpJob;
import dev.bonghwa.testkit.proxy.Cut;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The answer to a submit is lost, or it is made many times at once. */
final class SubmitFaults {
  static final int TARGETS = 1_200;
  private static final int CALLERS = 50;
  private static final int LISTED = 100;
  static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private SubmitFaults() {}

  static List<FaultCase> all() {
    return List.of(
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
  static CaseFleet behind(Arena arena, FaultProxy proxy, EmbeddedRedis redis) {
    return arena
        .fleet(redis)
        .nmsBy("redis://127.0.0.1:" + proxy.port())
        .receiver(new Resends())
        .env("BATCH_SIZE", 100)
        .start(40, 40);
  }

  /** All that the API knows. */
  static List<JobView> jobsNamed(CaseFleet fleet, String name) {
    List<JobView> found = new ArrayList<>();
    for (JsonNode job : fleet.client().jobs(null, LISTED, null).path("jobs")) {
      if (job.path("name").asText().equals(name)) {
        found.add(fleet.client().job(job.path("id").asText()));
      }
    }
    return found;
  }

  static void requireOneJob(Arena arena, CaseFleet fleet, String key) {
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
        proxy.cutReplyTo(MadeUpJob.MARKER + key, cut); // the commit carries the message
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
