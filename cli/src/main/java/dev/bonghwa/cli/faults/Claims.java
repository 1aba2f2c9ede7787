package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What became of the claims of a fleet's workers, by their own count and by that of upkeep. */
final class Claims {
  private static final String TAKEN = "(?m)^bonghwa_batches_lost_total\\{cause=\"taken\"\\} (\\S+)";
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

  private Claims() {}

  /** No claim was taken over by upkeep, and no worker has found one of its own taken. */
  static void requireKept(CaseFleet fleet, Check check) {
    double reclaimed = reclaimed(fleet, "silent") + reclaimed(fleet, "slow");
    check.require(reclaimed == 0, "nms-api took over %.0f claims".formatted(reclaimed));
    for (CaseNode node : fleet.nodes()) {
      double taken = taken(node);
      check.require(taken == 0, "%s lost %.0f claims".formatted(node, taken));
    }
  }

  /** This worker is told, to its next settles, that its claims are no longer its own. */
  static void requireRefused(Arena arena, CaseNode node) {
    await("a settle of " + node + " is refused").atMost(TOLD_WITHIN).until(() -> taken(node) > 0);
    arena.tell("settles of %.0f claims of %s were refused".formatted(taken(node), node.id()));
  }

  private static double reclaimed(CaseFleet fleet, String reason) {
    return Metrics.figure(
        fleet.nms(), "(?m)^bonghwa_batches_reclaimed_total\\{reason=\"" + reason + "\"\\} (\\S+)");
  }

  private static double taken(CaseNode node) {
    return Metrics.figure(node.process(), TAKEN);
  }
}
