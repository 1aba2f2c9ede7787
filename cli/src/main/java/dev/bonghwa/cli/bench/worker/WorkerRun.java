package dev.bonghwa.cli.bench.worker;

import java.util.List;
import java.util.Map;

/**
 * What was seen of one worker, from its start on.
 *
 * @param idle before its first job
 * @param fresh its first job
 * @param rounds when it was warm
 * @param starts of other workers, to their first pop
 * @param limits what each load generator came to, a run after each round
 */
record WorkerRun(
    WorkerPlan plan,
    Memory idle,
    Round fresh,
    Memory afterFresh,
    List<Round> rounds,
    Memory afterAll,
    List<Start> starts,
    Map<String, List<Limit>> limits) {

  WorkerRun {
    rounds = List.copyOf(rounds);
    starts = List.copyOf(starts);
  }
}
