package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.testkit.process.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workers that are killed: many, while they leave, or again and again by one webhook. */
final class WorkerCrashes {
  private static final Duration RESENT_WITHIN = WorkerFaults.RESENT_WITHIN;
  private static final int WORKERS = 4;
  private static final int STRENGTH = 20;

  private WorkerCrashes() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "worker-term-kill",
            "SIGTERM to one worker while the receiver is slow, SIGKILL before its requests end",
            "first sent again within 10 s of the kill, twice only what was in flight",
            WorkerCrashes::termKill),
        new FaultCase(
            "worker-kill-many",
            "kill -9 of random workers, one in each of many jobs, each worker replaced",
            "for each kill: first sent again within 10 s, twice only what was in flight or"
                + " unsettled",
            WorkerCrashes::killMany),
        new FaultCase(
            "poison",
            "kill -9 of whichever worker sends the request of one webhook",
            "that one is reported as failed after 3 crashes at most, all others are delivered",
            WorkerCrashes::poison));
  }

  private static void termKill(Arena arena) {
    Duration grace = arena.scale().seconds(2, 10);
    var resends = new Resends(grace.plusSeconds(4));
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(resends).start(20, 20);
    CaseNode leaving = fleet.node(1);
    FleetJob job = fleet.submit("term-kill", 40); // all in flight: nobody is busy when they are due
    resends.awaitSent(leaving, 10, Duration.ofSeconds(30));

    leaving.process().signal(Signal.TERM);
    arena.pass(grace);
    fleet.kill(1);
    long killed = System.nanoTime();
    arena.tell("worker-1 is killed %s after its SIGTERM".formatted(grace));

    arena.check(fleet, job, Duration.ofMinutes(2)).allDelivered().twiceAtMost(leaving.strength());
    resends.requireFirst(arena, leaving, killed, RESENT_WITHIN);
  }

  private record Killed(CaseNode node, long nanos) {}

  /** One kill after the other, each of a whole fleet: others show what many at once come to. */
  private static void killMany(Arena arena) {
    int kills = arena.scale().of(3, 200);
    int each = 500;
    var resends = new Resends(Duration.ofMillis(200)); // so that most kills hit one that sends
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(resends).startAlike(WORKERS, STRENGTH);
    List<Killed> killed = new ArrayList<>();
    for (int i = 1; i <= kills; i++) {
      FleetJob job = fleet.submit("many-" + i, each);
      job.awaitEnded(1 + arena.random().nextInt(each / 2), Duration.ofSeconds(60));
      killed.add(killOne(fleet, 1 + arena.random().nextInt(WORKERS)));
      arena.check(fleet, job, Duration.ofMinutes(2)).allDelivered();
      fleet.awaitStarted();
      arena.tell("kill %d of %d is done".formatted(i, kills));
    }

    report(arena, resends, killed);
  }

  private static Killed killOne(CaseFleet fleet, int number) {
    CaseNode node = fleet.node(number);
    fleet.kill(number);
    long at = System.nanoTime();
    fleet.replace(number);
    return new Killed(node, at);
  }

  private static void report(Arena arena, Resends resends, List<Killed> killed) {
    var duplicates = new Distribution("requests twice");
    var seconds = new Distribution("seconds to the first");
    for (Killed one : killed) {
      Resends.Toll toll = resends.tollOf(one.node());
      long bound = Resends.mostRepeated(one.node());
      arena.figures().twice(toll.repeats(), bound);
      duplicates.add(toll.repeats());
      requireWithin(
          arena, one, toll.repeats() <= bound, "sent twice: " + toll.repeats() + " > " + bound);
      @Nullable Duration first = toll.firstAfter(one.nanos());
      if (first != null) {
        arena.figures().recovered(first);
        seconds.add(first.toMillis() / 1e3);
        requireWithin(
            arena,
            one,
            first.compareTo(RESENT_WITHIN) <= 0,
            "sent again after "
                + Words.duration(first)
                + ", promised within "
                + Words.duration(RESENT_WITHIN));
      }
    }
    if (seconds.isEmpty()) {
      arena.figures().broken("no kill hit one that was sending");
    }
    arena.note("%d kills: %s; %s".formatted(killed.size(), duplicates, seconds));
  }

  private static void requireWithin(Arena arena, Killed one, boolean kept, String otherwise) {
    if (!kept) {
      arena.figures().broken("kill of " + one.node() + ": " + otherwise);
    }
  }

  private static void poison(Arena arena) {
    int targets = 200; // one batch for each worker, all of it in flight at once
    int poisoned = arena.random().nextInt(targets);
    var poison = new Poison(Targets.webhook(poisoned));
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(poison).start(200, 200);
    FleetJob job = fleet.submit("poison", targets);

    int crashes = 0;
    while (!job.latest().isFinished() && crashes < 10) {
      int number = fleet.numberOf(poison.awaitVictim(Duration.ofMillis(500)));
      if (number > 0) {
        crashes++;
        killOne(fleet, number);
        arena.tell("crash %d: worker-%d is killed and replaced".formatted(crashes, number));
      }
    }

    Check check = arena.check(fleet, job, Duration.ofSeconds(60));
    fleet.awaitAlive();
    Truth truth = fleet.truth(job);
    check
        .delivered(targets - 1)
        .same("the others", List.of(poisoned + " failed"), ends(truth))
        .twiceAtMost((long) crashes * targets)
        .require(crashes <= 3, "crashes: " + crashes);
  }

  private static List<String> ends(Truth truth) {
    return truth.listed().stream().map(end -> end.index() + " " + end.state().word()).toList();
  }
}
