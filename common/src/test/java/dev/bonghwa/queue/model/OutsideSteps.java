package dev.bonghwa.queue.model;

import static dev.bonghwa.queue.model.JobInStore.JOB;

import dev.bonghwa.queue.model.Chances.Kind;
import java.util.ArrayList;
import java.util.List;

/** What happens to a job and its workers from outside: deaths, time, upkeep, an operator. */
final class OutsideSteps {

  private final StepList list;

  OutsideSteps(StepList list) {
    this.list = list;
  }

  void add() {
    for (int at = 0; at < list.world.workers.size(); at++) {
      kill(at);
    }
    time();
    upkeep();
    control();
  }

  private void kill(int at) {
    if (list.world.left.has(Kind.KILL)) {
      World next = list.world.less(Kind.KILL);
      Worker old = next.workers.get(at);
      next.workers.set(at, new Worker(old.node, old.boot + 1));
      list.now(old.instance() + " is killed", true, next);
    }
  }

  private void time() {
    list.job.lines.forEach(
        (batch, line) -> {
          if (list.job.finished() || list.job.isDue(batch)) {
            return;
          }
          if (line.is("W")) {
            comes("the first retry of batch " + batch + " is due", false, batch, list.world);
          } else if (line.is("C")) {
            leaseEnds(batch, line);
          }
        });
    if (list.world.left.has(Kind.DEADLINE) && !list.job.finished()) {
      later(
          "the deadline passes",
          false,
          list.world.less(Kind.DEADLINE),
          List.of("HSET", JOB, "deadline", "" + ScriptRig.NOW));
    }
  }

  private void leaseEnds(int batch, Line line) {
    boolean lives =
        list.world.workers.stream().anyMatch(w -> line.claim().startsWith(w.instance() + "#"));
    if (lives && !list.world.left.has(Kind.LEASE_END)) {
      return;
    }
    World next = lives ? list.world.less(Kind.LEASE_END) : list.world.copy();
    next.leasesEnded.merge(batch, 1, Integer::sum);
    comes("the lease of batch " + batch + " ends", lives, batch, next);
  }

  private void comes(String story, boolean fault, int batch, World next) {
    later(story, fault, next, List.of("ZADD", JOB + ":due", "" + ScriptRig.NOW, "" + batch));
  }

  private void later(String story, boolean fault, World next, List<String> command) {
    list.add(
        list.rig
            .command(list.world.store(), command)
            .thenApply(ran -> list.step(story, fault, next.with(ran.store()), List.of())));
  }

  private void upkeep() {
    boolean due = list.job.lines.keySet().stream().anyMatch(list.job::isDue);
    boolean late =
        list.job.deadlinePassed() && list.job.lines.values().stream().anyMatch(l -> l.is("QW"));
    if (due || late) {
      upkeep("upkeep", false, list.world, List.of("0"));
    }
    for (String node : Scenario.NODES) {
      if (list.world.left.has(Kind.MOVE) && !list.job.queue(node).isEmpty()) {
        String heir = node.equals("n0") ? "n1" : "n0";
        upkeep("upkeep moves " + node, true, list.world.less(Kind.MOVE), List.of("1", node, heir));
      }
    }
  }

  private void upkeep(String story, boolean fault, World next, List<String> moves) {
    List<String> args = new ArrayList<>(List.of("" + ScriptRig.NOW, "0", "1"));
    args.addAll(moves);
    list.world.workers.forEach(worker -> args.add(worker.instance()));
    list.add(
        list.rig
            .job("upkeep", list.world.store(), JOB, args)
            .thenApply(ran -> list.step(story, fault, next.with(ran.store()), List.of())));
  }

  private void control() {
    control(Kind.PAUSE, "pause", "running");
    control(Kind.CANCEL, "cancel", "running paused");
    control(Kind.STOP, "stop", "running paused");
    if (list.job.state().equals("paused")) {
      control("resume", false, list.world);
    }
  }

  private void control(Kind kind, String verb, String states) {
    if (list.world.left.has(kind) && states.contains(list.job.state())) {
      control(verb, true, list.world.less(kind));
    }
  }

  private void control(String verb, boolean fault, World next) {
    list.add(
        list.rig
            .job("control", list.world.store(), JOB, List.of(verb, "why", "1"))
            .thenApply(
                ran ->
                    list.step(
                        verb + " → " + Wire.told(ran), fault, next.with(ran.store()), List.of())));
  }
}
