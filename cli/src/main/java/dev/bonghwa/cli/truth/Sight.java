package dev.bonghwa.cli.truth;

import dev.bonghwa.testkit.receiver.Snapshot;

/** What the far end of a job saw. Targets are named by their index. */
public interface Sight {

  /** Whether a success of this job went out to that target that the fleet can have seen. */
  boolean answered2xx(int index);

  /** How often that target was called, by all jobs. */
  int requests(int index);

  /** What was counted, over all jobs. */
  Snapshot counted();

  /** What was counted of this job. */
  Snapshot.JobCount countedOfJob();
}
