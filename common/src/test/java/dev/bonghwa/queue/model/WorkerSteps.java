package dev.bonghwa.queue.model;

import dev.bonghwa.queue.model.Chances.Kind;
import dev.bonghwa.redis.ScriptReply;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What workers do. As the real one each makes one claim at a time, and one settle of a batch at a
 * time, and repeats both word for word until they are answered. It sends while it believes that it
 * holds the batch.
 */
final class WorkerSteps {

  private final StepList list;
  private final Wire wire;

  WorkerSteps(StepList list, Wire wire) {
    this.list = list;
    this.wire = wire;
  }

  void add() {
    for (int at = 0; at < list.world.workers.size(); at++) {
      claim(at);
      for (int which = 0; which < list.world.workers.get(at).held.size(); which++) {
        hold(at, which);
      }
    }
  }

  private void claim(int at) {
    Worker worker = list.world.workers.get(at);
    if (worker.claiming != null) {
      wire.ask(", again", list.world, worker.claiming, (w, reply) -> claimed(w, at, reply));
      return;
    }
    if (!list.job.state().equals("running")
        || list.job.deadlinePassed()
        || worker.held.size() >= list.scenario.room()) {
      return;
    }
    for (String from : Scenario.NODES) {
      if (!list.job.queue(from).isEmpty()) {
        World next = list.world.copy();
        Worker claimer = next.workers.get(at);
        claimer.claims++;
        claimer.claiming =
            Calls.claim(list.scenario, claimer, from.equals(worker.node) ? "own" : "steal");
        wire.ask("", next, claimer.claiming, (w, reply) -> claimed(w, at, reply));
      }
    }
  }

  private List<String> claimed(World next, int at, ScriptReply reply) {
    Worker worker = next.workers.get(at);
    worker.claiming = null;
    for (int i = Wire.HEADER; i < reply.size(); i++) {
      ScriptReply batch = reply.list(i);
      int size = list.scenario.batches().get((int) batch.number(0));
      worker.held.add(Held.of(worker.claims, batch, size, reply.text(2)));
    }
    return List.of();
  }

  private void hold(int at, int which) {
    Held held = list.world.workers.get(at).held.get(which);
    boolean firm = held.draft == null || held.draft.then().equals("KEEP");
    if (firm && held.heard.equals("running")) {
      for (int position = 0; position < held.size; position++) {
        if (held.isOpen(position)) {
          answer(at, which, position);
        }
      }
    }
    if (held.draft != null) {
      settle(at, which, held, ", again");
    } else {
      newSettles(at, which, held);
    }
  }

  private void answer(int at, int which, int position) {
    Held held = list.world.workers.get(at).held.get(which);
    String target = held.batch + ":" + position;
    String who = list.world.workers.get(at).instance() + ": target " + target;
    if (list.job.deadlinePassed()) {
      heldStep(at, which, who + " is too late", h -> h.end(position, "expired"));
      return;
    }
    if (held.careful && (held.intent != position || !held.intentKnown)) {
      return;
    }
    World next = heldStepWorld(at, which, h -> h.deliver(position));
    next.sent.merge(target, 1, Integer::sum);
    list.now(who + " answers 204", false, next);
    if (held.tries.getOrDefault(position, 0) < list.scenario.mostTries()) {
      heldStep(at, which, who + " answers 429", h -> h.putOff(position));
    }
    if (position == 0) {
      heldStep(at, which, who + " answers 404", h -> h.end(position, "gone"));
    }
  }

  private void heldStep(int at, int which, String story, Consumer<Held> change) {
    list.now(story, false, heldStepWorld(at, which, change));
  }

  private World heldStepWorld(int at, int which, Consumer<Held> change) {
    World next = list.world.copy();
    change.accept(next.workers.get(at).held.get(which));
    return next;
  }

  /** What its owner may say of a batch now; a settle without news only where it tells something. */
  private void newSettles(int at, int which, Held held) {
    Line line = list.job.lines.get(held.batch);
    String claim = list.world.workers.get(at).instance() + "#" + held.claim;
    boolean tells =
        !held.heard.equals(list.job.state()) || line == null || !line.claim().equals(claim);
    boolean ended = held.isWhollyEnded();
    if (held.heard.equals("running") && (held.news || tells)) {
      draft(at, which, "KEEP", -1, list.world);
    }
    if (!ended && !held.heard.equals("running")) {
      draft(at, which, "QUEUE", -1, list.world);
    } else if (!ended && list.world.left.has(Kind.HAND_BACK)) {
      draft(at, which, "QUEUE", -1, list.world.less(Kind.HAND_BACK));
    }
    if (!ended && held.onlyWaits()) {
      draft(at, which, "WAIT", -1, list.world);
    }
    if (held.careful && held.intent < 0) {
      IntStream.range(0, held.size)
          .filter(held::isOpen)
          .forEach(position -> draft(at, which, "KEEP", position, list.world));
    }
  }

  private void draft(int at, int which, String then, int intent, World from) {
    World next = from.copy();
    Worker worker = next.workers.get(at);
    Held held = worker.held.get(which);
    held.seq++;
    held.intent = intent >= 0 ? intent : held.intent;
    held.draft =
        new Held.Draft(
            Calls.settle(list.scenario, worker, held, then),
            then,
            held.ends.keySet().stream().mapToInt(position -> 1 << position).sum(),
            held.intent,
            (int) IntStream.range(0, held.size).filter(held::isOpen).count());
    held.news = false;
    held.triesChanged = false;
    settle(next, at, which, held, "");
  }

  private void settle(int at, int which, Held held, String again) {
    settle(list.world, at, which, held, again);
  }

  private void settle(World from, int at, int which, Held held, String again) {
    wire.ask(again, from, held.draft.call(), (w, reply) -> settled(w, at, which, reply));
  }

  private List<String> settled(World next, int at, int which, ScriptReply reply) {
    Worker worker = next.workers.get(at);
    Held held = worker.held.get(which);
    Held.Draft draft = held.draft;
    held.draft = null;
    if (!reply.text(0).equals("SETTLED") || !draft.then().equals("KEEP") || reply.flag(5)) {
      worker.held.remove(which);
      return List.of();
    }
    held.heard = reply.text(1);
    held.endsTold |= draft.ends();
    held.ends.keySet().removeIf(position -> (draft.ends() >> position & 1) == 1);
    held.intentKnown |= held.intent >= 0 && held.intent == draft.intent();
    return reply.number(3) == draft.open()
        ? List.of()
        : List.of("Redis counts %d open, the owner %d".formatted(reply.number(3), draft.open()));
  }
}
