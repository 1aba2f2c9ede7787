package dev.bonghwa.queue.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The steps out of one state of the queue's model, as they are found. */
final class StepList {

  final ScriptRig rig;
  final Scenario scenario;
  final World world;
  final JobInStore job;
  private final List<CompletionStage<Model.Step<World>>> steps = new ArrayList<>();

  StepList(ScriptRig rig, Scenario scenario, World world) {
    this.rig = rig;
    this.scenario = scenario;
    this.world = world;
    this.job = world.job();
  }

  List<CompletionStage<Model.Step<World>>> all() {
    return steps;
  }

  void add(CompletionStage<Model.Step<World>> step) {
    steps.add(step);
  }

  /** A step that needs no Redis. */
  void now(String story, boolean fault, World next) {
    steps.add(CompletableFuture.completedStage(step(story, fault, next, List.of())));
  }

  Model.Step<World> step(String story, boolean fault, World next, List<String> more) {
    List<String> wrong = new ArrayList<>(more);
    wrong.addAll(QueueLaws.broken(scenario, world, next));
    return new Model.Step<>(story, fault, next, wrong);
  }
}
