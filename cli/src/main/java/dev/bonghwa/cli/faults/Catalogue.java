package dev.bonghwa.cli.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every case there is, in the order of the report. */
public final class Catalogue {

  /** One of each kind: what every build plays. */
  static final Set<String> DAILY =
      Set.of(
          "worker-kill",
          "worker-term",
          "worker-freeze",
          "redis-restart",
          "redis-cut",
          "blackhole-idle",
          "bad-day",
          "pause-cancel");

  /**
   * Those that tell little when they are short, while something else is measured, or beside the
   * others of their kind.
   */
  static final Set<String> LONG =
      Set.of(
          "flapping",
          "slow-link",
          "lossy-link",
          "cable-busy",
          "worker-small-heap",
          "poisoned-payload",
          "cluster",
          "random");

  private Catalogue() {}

  public static List<FaultCase> all() {
    return Stream.of(
            WorkerFaults.all(),
            WorkerLeaves.all(),
            WorkerCrashes.all(),
            WorkerOddities.all(),
            WorkerMemory.all(),
            ClockFaults.all(),
            SubmitKills.all(),
            SubmitFaults.all(),
            BacklogFaults.all(),
            LoadFaults.all(),
            RedisFaults.all(),
            RedisDataFaults.all(),
            RedisModeFaults.all(),
            FailoverFaults.all(),
            NetworkFaults.all(),
            CableFaults.all(),
            BusyLinkFaults.all(),
            SlowLinkFaults.all(),
            ReceiverFaults.all(),
            AnswerFaults.all(),
            BanFaults.all(),
            OutageFaults.all(),
            HttpFaults.all(),
            VersionFaults.all(),
            OrdinaryDays.all(),
            Endurance.all())
        .flatMap(List::stream)
        .toList();
  }

  public static List<FaultCase> daily() {
    return all().stream().filter(fault -> DAILY.contains(fault.name())).toList();
  }

  /** What else can be played in minutes. */
  public static List<FaultCase> beyondDaily() {
    return all().stream()
        .filter(fault -> !DAILY.contains(fault.name()) && !LONG.contains(fault.name()))
        .toList();
  }
}
