package dev.bonghwa.queue.model;

import static dev.bonghwa.queue.model.JobInStore.JOB;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Two workers, upkeep, an operator and time on one job: what each may do in a state.
 *
 * <p>Times are not modelled: what waits for a time may have it come at any moment.
 */
final class QueueModel implements Model<World> {

  private final ScriptRig rig;
  private final Scenario scenario;

  QueueModel(ScriptRig rig, Scenario scenario) {
    this.rig = rig;
    this.scenario = scenario;
  }

  @Override
  public World first() {
    ModelStore store = ModelStore.EMPTY;
    List<Integer> sizes = scenario.batches();
    SortedMap<String, Integer> plan = new TreeMap<>();
    for (int batch = 0; batch < sizes.size(); batch++) {
      String node = scenario.nodeOf(batch);
      plan.merge(node, sizes.get(batch), Integer::sum);
      store = run("stage", store, stageArgs(batch, node, sizes.get(batch)));
    }
    World world = new World(crashed(run("commit", store, commitArgs(plan))), scenario.chances());
    Scenario.NODES.forEach(node -> world.workers.add(new Worker(node, 1)));
    return world;
  }

  private ModelStore run(String script, ModelStore store, List<String> args) {
    return rig.job(script, store, JOB, args).toCompletableFuture().join().store();
  }

  private ModelStore crashed(ModelStore store) {
    ModelStore crashed = store;
    for (int batch = 0; batch < scenario.batches().size(); batch++) {
      String line = store.at(JOB + ":batches").get("" + batch);
      String taken = line.replaceFirst("0 -1 0$", scenario.crashes() + " -1 0");
      List<String> put = List.of("HSET", JOB + ":batches", "" + batch, taken);
      crashed = rig.command(crashed, put).toCompletableFuture().join().store();
    }
    return crashed;
  }

  private static List<String> stageArgs(int batch, String node, int size) {
    String targets = new String(new char[] {1, 0, (char) size}) + "x";
    return List.of("A", "3600000", "60000", "" + batch, node, "" + size, targets);
  }

  private List<String> commitArgs(SortedMap<String, Integer> plan) {
    List<String> args = new ArrayList<>(List.of("A", "d", "" + scenario.batches().size()));
    args.addAll(List.of("3600000", "{}", "" + plan.size()));
    plan.forEach((node, targets) -> args.addAll(List.of(node, "" + targets)));
    args.add("6");
    args.addAll(List.of("protocol", "1", "total", "" + scenario.total()));
    args.addAll(List.of("priority", "normal", "channel", "discord"));
    args.addAll(List.of("keep_delivered", "3600000", "keep_otherwise", "7200000"));
    return args;
  }

  @Override
  public boolean isOver(World world) {
    return world.job().finished();
  }

  @Override
  public List<CompletionStage<Step<World>>> steps(World world) {
    StepList list = new StepList(rig, scenario, world);
    Wire wire = new Wire(list);
    new WorkerSteps(list, wire).add();
    wire.copies();
    new OutsideSteps(list).add();
    return list.all();
  }
}
