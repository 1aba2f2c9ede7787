package dev.bonghwa.cli.bench.citizen;

import java.util.List;

/** All of them, in the order of the report. */
public final class Scenarios {

  private Scenarios() {}

  public static List<Scenario> all() {
    return List.of(
        ManySends.scenario(),
        Bans.scenario(),
        QuickJobs.scenario(),
        GoneHooks.scenario(),
        Refusals.scenario());
  }
}
