package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.process.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** There is more to do than may wait. */
final class BacklogFaults {

  /** What the heap may fill with ten jobs that it has not with one. */
  private static final long GROWTH = 96L << 20;

  private BacklogFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "backlog",
            "jobs are submitted until BACKLOG_TARGETS is reached (full: ten of 143,900)",
            "then 429 with Retry-After; what was accepted ends, nothing twice, no program is ever"
                + " more than 96 MiB larger than with one job",
            BacklogFaults::fill));
  }

  private static void fill(Arena arena) {
    int each = arena.scale().of(4_000, 143_900);
    int cap = each * arena.scale().of(4, 10);
    CaseFleet fleet =
        arena
            .fleet(arena.redis())
            .receiver(slow(Duration.ofMillis(arena.scale().of(150, 30))))
            .env("BACKLOG_TARGETS", cap)
            .start(80, 80);
    List<FleetJob> jobs = new ArrayList<>(List.of(submit(fleet, 0, each)));
    Map<JavaProcess, Long> before =
        fleet.processes().stream().collect(Collectors.toMap(p -> p, Memory::resident));
    var peaks = arena.keep(PeakMemory.watch(fleet));

    CliFault refusal = submitUntilRefused(fleet, jobs, each);
    arena.tell("after %d jobs: %s; %s".formatted(jobs.size(), refusal.what(), refusal.advice()));
    jobs.forEach(
        job -> arena.check(fleet, job, arena.scale().seconds(90, 1_800)).allDelivered().once());

    requireFlat(arena, before, peaks.mostOf(fleet.processes()));
    if ((long) (jobs.size() + 1) * each <= cap) {
      arena.figures().broken("refused after %d jobs: there was room".formatted(jobs.size()));
    }
    if (!refusal.what().contains("(429)") || !refusal.advice().contains("try again in")) {
      arena.figures().broken("refused by: " + refusal.what() + " " + refusal.advice());
    }
  }

  private static Behaviour slow(Duration latency) {
    return request -> Answers.delivered(request).after(latency);
  }

  private static FleetJob submit(CaseFleet fleet, int number, int targets) {
    return fleet.submit(Order.of("backlog-" + number, targets).looked(Duration.ofSeconds(1)));
  }

  /** Some of it is sent meanwhile, so there may be more jobs than fit at once. */
  private static CliFault submitUntilRefused(CaseFleet fleet, List<FleetJob> jobs, int each) {
    while (jobs.size() < 20) {
      try {
        jobs.add(submit(fleet, jobs.size(), each));
      } catch (CliFault refused) {
        return refused;
      }
    }
    return CliFault.fault("nothing was refused", "");
  }

  private static void requireFlat(
      Arena arena, Map<JavaProcess, Long> before, Map<JavaProcess, Long> most) {
    arena.note("resident MiB, with one job: " + mib(before) + "; at most: " + mib(most));
    most.forEach(
        (program, bytes) -> {
          if (bytes > before.getOrDefault(program, 0L) + GROWTH) {
            arena.figures().broken(program.name() + " has grown to " + (bytes >> 20) + " MiB");
          }
        });
  }

  private static String mib(Map<JavaProcess, Long> bytes) {
    return bytes.entrySet().stream()
        .map(entry -> entry.getKey().name() + " " + (entry.getValue() >> 20))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
