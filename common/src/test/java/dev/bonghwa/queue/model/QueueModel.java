package dev.bonghwa.queue.model;

import static dev.bonghwa.queue.model.JobInStore.JOB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.bonghwa.queue.model.Chances.Kind;
import dev.bonghwa.redis.Reply;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two workers, upkeep, an operator and time on one job: what each may do in a state.
 *
 * <p>A worker does as the real one: it makes one claim at a time and one settle of a batch at a
 * time, and repeats both word for word until they are answered. It sends while it believes that it
 * holds the batch. Times are not modelled: what waits for a time may have it come at any moment.
 */
final class QueueModel implements Model<World> {

  private static final String LEASE = "6000";
  private static final int HEADER = 9;

  private final Bench bench;
  private final Scenario scenario;

  QueueModel(Bench bench, Scenario scenario) {
    this.bench = bench;
    this.scenario = scenario;
  }

  @Override
  public World first() {
    Store store = Store.EMPTY;
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

  private Store run(String script, Store store, List<String> args) {
    return bench.job(script, store, JOB, args).toCompletableFuture().join().store();
  }

  private Store crashed(Store store) {
    Store crashed = store;
    for (int batch = 0; batch < scenario.batches().size(); batch++) {
      String line = store.at(JOB + ":batches").get("" + batch);
      String taken = line.replaceFirst("0 -1 0$", scenario.crashes() + " -1 0");
      List<String> put = List.of("HSET", JOB + ":batches", "" + batch, taken);
      crashed = bench.command(crashed, put).toCompletableFuture().join().store();
    }
    return crashed;
  }

  private static List<String> stageArgs(int batch, String node, int size) {
    String targets = new String(new char[] {1, 0, (char) size}) + "x";
    return List.of("A", "" + batch, node, "" + size, targets, "3600000");
  }

  private List<String> commitArgs(SortedMap<String, Integer> plan) {
    List<String> args = new ArrayList<>(List.of("A", "d", "" + scenario.batches().size()));
    args.addAll(List.of("3600000", "{}", "" + plan.size()));
    plan.forEach((node, targets) -> args.addAll(List.of(node, "" + targets)));
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
    return new Steps(world).all();
  }

  /** The steps out of one state. */
  private final class Steps {

    private final World world;
    private final JobInStore job;
    private final List<CompletionStage<Step<World>>> steps = new ArrayList<>();

    Steps(World world) {
      this.world = world;
      this.job = world.job();
    }

    List<CompletionStage<Step<World>>> all() {
      for (int at = 0; at < world.workers.size(); at++) {
        claim(at);
        for (int which = 0; which < world.workers.get(at).held.size(); which++) {
          hold(at, which);
        }
        kill(at);
      }
      copies();
      time();
      upkeep();
      control();
      return steps;
    }

    private void now(String story, boolean fault, World next) {
      steps.add(CompletableFuture.completedStage(step(story, fault, next, List.of())));
    }

    private Step<World> step(String story, boolean fault, World next, List<String> more) {
      List<String> wrong = new ArrayList<>(more);
      wrong.addAll(QueueLaws.broken(scenario, world, next));
      return new Step<>(story, fault, next, wrong);
    }

    private void claim(int at) {
      Worker worker = world.workers.get(at);
      if (worker.claiming != null) {
        ask(", again", world, worker.claiming, (w, reply) -> claimed(w, at, reply));
        return;
      }
      if (!job.state().equals("running")
          || job.deadlinePassed()
          || worker.held.size() >= scenario.room()) {
        return;
      }
      for (String from : Scenario.NODES) {
        if (!job.queue(from).isEmpty()) {
          World next = world.copy();
          Worker claimer = next.workers.get(at);
          claimer.claims++;
          claimer.claiming = claimCall(claimer, from.equals(worker.node) ? "own" : "steal");
          ask("", next, claimer.claiming, (w, reply) -> claimed(w, at, reply));
        }
      }
    }

    private Call claimCall(Worker worker, String mode) {
      int room = scenario.room() - worker.held.size();
      return new Call(
          "claim",
          List.of(
              worker.instance(), "" + worker.claims, worker.node, mode, "" + room, LEASE, "1", "0"),
          "%s makes claim %d (%s)".formatted(worker.instance(), worker.claims, mode));
    }

    private List<String> claimed(World next, int at, Reply reply) {
      Worker worker = next.workers.get(at);
      worker.claiming = null;
      for (int i = HEADER; i < reply.size(); i++) {
        worker.held.add(taken(worker.claims, reply.list(i), reply.text(2)));
      }
      return List.of();
    }

    private Held taken(int claim, Reply batch, String heard) {
      int number = (int) batch.number(0);
      int size = scenario.batches().get(number);
      Held held = new Held(number, claim, size, batch.flag(4));
      for (int position = 0; position < size; position++) {
        byte[] bits = batch.bytes(2);
        held.settled |= bits.length == 0 ? 0 : bits[0] & 1 << position;
      }
      JobInStore.notBefores(new String(batch.bytes(3), ISO_8859_1))
          .forEach((pos, at) -> held.tries.put(pos, (int) ((at - Bench.NOW) / 1_000)));
      held.heard = heard;
      return held;
    }

    private void hold(int at, int which) {
      Held held = world.workers.get(at).held.get(which);
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
      Held held = world.workers.get(at).held.get(which);
      String target = held.batch + ":" + position;
      String who = world.workers.get(at).instance() + ": target " + target;
      if (job.deadlinePassed()) {
        heldStep(at, which, who + " is too late", h -> end(h, position, "expired"));
        return;
      }
      if (held.careful && (held.intent != position || !held.intentKnown)) {
        return;
      }
      World next = heldStepWorld(at, which, h -> deliver(h, position));
      next.sent.merge(target, 1, Integer::sum);
      now(who + " answers 204", false, next);
      if (held.tries.getOrDefault(position, 0) < scenario.mostTries()) {
        heldStep(at, which, who + " answers 429", h -> putOff(h, position));
      }
      if (position == 0) {
        heldStep(at, which, who + " answers 404", h -> end(h, position, "gone"));
      }
    }

    private void heldStep(int at, int which, String story, Consumer<Held> change) {
      now(story, false, heldStepWorld(at, which, change));
    }

    private World heldStepWorld(int at, int which, Consumer<Held> change) {
      World next = world.copy();
      change.accept(next.workers.get(at).held.get(which));
      return next;
    }

    private static void answered(Held held) {
      held.attempts++;
      held.news = true;
      held.intent = -1;
      held.intentKnown = false;
    }

    private static void deliver(Held held, int position) {
      answered(held);
      held.delivered |= 1 << position;
      held.triesChanged |= held.tries.remove(position) != null;
    }

    private static void end(Held held, int position, String state) {
      answered(held);
      held.ends.put(position, state);
      held.triesChanged |= held.tries.remove(position) != null;
    }

    private static void putOff(Held held, int position) {
      answered(held);
      held.tries.merge(position, 1, Integer::sum);
      held.triesChanged = true;
    }

    /**
     * What its owner may say of a batch now; a settle without news only where it tells something.
     */
    private void newSettles(int at, int which, Held held) {
      Line line = job.lines.get(held.batch);
      String claim = world.workers.get(at).instance() + "#" + held.claim;
      boolean tells =
          !held.heard.equals(job.state()) || line == null || !line.claim().equals(claim);
      boolean ended = held.isWhollyEnded();
      if (held.heard.equals("running") && (held.news || tells)) {
        draft(at, which, "KEEP", -1, world);
      }
      if (!ended && !held.heard.equals("running")) {
        draft(at, which, "QUEUE", -1, world);
      } else if (!ended && world.left.has(Kind.HAND_BACK)) {
        draft(at, which, "QUEUE", -1, world.less(Kind.HAND_BACK));
      }
      if (!ended && held.onlyWaits()) {
        draft(at, which, "WAIT", -1, world);
      }
      if (held.careful && held.intent < 0) {
        IntStream.range(0, held.size)
            .filter(held::isOpen)
            .forEach(position -> draft(at, which, "KEEP", position, world));
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
              settleCall(worker, held, then),
              then,
              held.ends.keySet().stream().mapToInt(position -> 1 << position).sum(),
              held.intent,
              (int) IntStream.range(0, held.size).filter(held::isOpen).count());
      held.news = false;
      held.triesChanged = false;
      settle(next, at, which, held, "");
    }

    private Call settleCall(Worker worker, Held held, String then) {
      List<String> args = new ArrayList<>();
      args.addAll(List.of("" + held.batch, worker.instance() + "#" + held.claim, "" + held.seq));
      args.add(held.delivered == 0 ? "" : "" + (char) held.delivered);
      args.add(held.triesChanged ? "1" : "0");
      args.add(held.triesChanged ? JobInStore.pack(held.tries) : "");
      args.add(held.triesChanged ? "" + held.tries.size() : "0");
      args.add("" + held.tries.values().stream().mapToLong(JobInStore::notBefore).min().orElse(0));
      args.addAll(List.of("" + held.attempts, "0", "1", then, LEASE, "" + held.intent));
      args.add(held.intent < 0 ? "" : index(held.batch, held.intent) + " crashed");
      held.ends.forEach(
          (position, state) ->
              args.addAll(List.of("" + position, state, index(held.batch, position), state)));
      String words =
          "%s settles batch %d, seq %d: delivered %s, other ends %s, tries %s, %s%s"
              .formatted(
                  worker.instance() + "#" + held.claim,
                  held.batch,
                  held.seq,
                  BitSet.valueOf(new long[] {held.delivered}),
                  held.ends,
                  held.triesChanged ? held.tries : "as before",
                  then,
                  held.intent < 0 ? "" : ", about to send " + held.intent);
      return new Call("settle", args, words);
    }

    private String index(int batch, int position) {
      return "" + (scenario.batches().subList(0, batch).stream().mapToInt(i -> i).sum() + position);
    }

    private void settle(int at, int which, Held held, String again) {
      settle(world, at, which, held, again);
    }

    private void settle(World from, int at, int which, Held held, String again) {
      ask(again, from, held.draft.call(), (w, reply) -> settled(w, at, which, reply));
    }

    private List<String> settled(World next, int at, int which, Reply reply) {
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

    /** One message to Redis, and what may become of it and its answer. */
    private void ask(
        String again, World from, Call call, BiFunction<World, Reply, List<String>> heard) {
      String story = call.words() + again;
      steps.add(
          run(call, from.store())
              .thenApply(
                  ran -> {
                    World next = from.with(ran.store()).ran(call);
                    List<String> wrong = heard.apply(next, ran.answer());
                    return step(story + " → " + told(ran), false, next, wrong);
                  }));
      if (from.left.has(Kind.LOST_REPLY)) {
        World unlucky = from.less(Kind.LOST_REPLY);
        steps.add(
            run(call, from.store())
                .thenApply(
                    ran ->
                        step(
                            story + " → " + told(ran) + ", the answer is lost",
                            true,
                            unlucky.with(ran.store()).ran(call),
                            List.of())));
        now(story + " is lost", true, unlucky);
        if (from.left.has(Kind.LATE_COPY)) {
          World late = unlucky.less(Kind.LATE_COPY);
          late.copies.add(new Call.Copy(call, false));
          now(story + " is under way for long", true, late);
        }
      }
      if (from.left.has(Kind.LATE_COPY)) {
        steps.add(
            run(call, from.store())
                .thenApply(
                    ran -> {
                      World next = from.less(Kind.LATE_COPY).with(ran.store());
                      next.copies.add(new Call.Copy(call, true));
                      List<String> wrong = heard.apply(next, ran.answer());
                      return step(story + " → " + told(ran) + ", and a copy", true, next, wrong);
                    }));
      }
      if (from.left.has(Kind.DOUBLED)) {
        doubled(story, from.less(Kind.DOUBLED), call, heard);
      }
    }

    private void doubled(
        String story, World from, Call call, BiFunction<World, Reply, List<String>> heard) {
      steps.add(
          run(call, from.store())
              .thenCompose(
                  first ->
                      run(call, first.store())
                          .thenApply(
                              second -> {
                                World next = from.with(second.store()).ran(call);
                                List<String> wrong =
                                    new ArrayList<>(heard.apply(next, second.answer()));
                                wrong.addAll(same(first.store(), second.store()));
                                return step(
                                    story + ", doubled → " + told(second), true, next, wrong);
                              })));
    }

    private static String told(Bench.Ran ran) {
      Reply answer = ran.answer();
      return switch (answer.text(0)) {
        case "CLAIMED" ->
            IntStream.range(HEADER, answer.size())
                .mapToObj(i -> answer.list(i).text(0))
                .collect(Collectors.joining(", ", "gets batch ", ""));
        case "SETTLED" -> "SETTLED, open: " + answer.text(3);
        default -> answer.text(0);
      };
    }

    private List<String> same(Store before, Store after) {
      return before.toString().equals(after.toString())
          ? List.of()
          : List.of("a copy of what was run changed the store");
    }

    private CompletionStage<Bench.Ran> run(Call call, Store store) {
      return bench.job(call.script(), store, JOB, call.args());
    }

    private void copies() {
      for (Call.Copy copy : world.copies) {
        World next = world.copy();
        next.copies.remove(copy);
        steps.add(
            run(copy.call(), world.store())
                .thenApply(
                    ran ->
                        step(
                            "a late copy of " + copy.call().words() + " → " + told(ran),
                            true,
                            next.with(ran.store()).ran(copy.call()),
                            copy.ran() ? same(world.store(), ran.store()) : List.of())));
      }
    }

    private void kill(int at) {
      if (world.left.has(Kind.KILL)) {
        World next = world.less(Kind.KILL);
        Worker old = next.workers.get(at);
        next.workers.set(at, new Worker(old.node, old.boot + 1));
        now(old.instance() + " is killed", true, next);
      }
    }

    private void time() {
      job.lines.forEach(
          (batch, line) -> {
            if (job.finished() || job.isDue(batch)) {
              return;
            }
            if (line.is("W")) {
              comes("the first retry of batch " + batch + " is due", false, batch, world);
            } else if (line.is("C")) {
              leaseEnds(batch, line);
            }
          });
      if (world.left.has(Kind.DEADLINE) && !job.finished()) {
        later(
            "the deadline passes",
            false,
            world.less(Kind.DEADLINE),
            List.of("HSET", JOB, "deadline", "" + Bench.NOW));
      }
    }

    private void leaseEnds(int batch, Line line) {
      boolean lives =
          world.workers.stream().anyMatch(w -> line.claim().startsWith(w.instance() + "#"));
      if (lives && !world.left.has(Kind.LEASE_END)) {
        return;
      }
      World next = lives ? world.less(Kind.LEASE_END) : world.copy();
      next.leasesEnded.merge(batch, 1, Integer::sum);
      comes("the lease of batch " + batch + " ends", lives, batch, next);
    }

    private void comes(String story, boolean fault, int batch, World next) {
      later(story, fault, next, List.of("ZADD", JOB + ":due", "" + Bench.NOW, "" + batch));
    }

    private void later(String story, boolean fault, World next, List<String> command) {
      steps.add(
          bench
              .command(world.store(), command)
              .thenApply(ran -> step(story, fault, next.with(ran.store()), List.of())));
    }

    private void upkeep() {
      boolean due = job.lines.keySet().stream().anyMatch(job::isDue);
      boolean late = job.deadlinePassed() && job.lines.values().stream().anyMatch(l -> l.is("QW"));
      if (due || late) {
        upkeep("upkeep", false, world, List.of("0"));
      }
      for (String node : Scenario.NODES) {
        if (world.left.has(Kind.MOVE) && !job.queue(node).isEmpty()) {
          String heir = node.equals("n0") ? "n1" : "n0";
          upkeep("upkeep moves " + node, true, world.less(Kind.MOVE), List.of("1", node, heir));
        }
      }
    }

    private void upkeep(String story, boolean fault, World next, List<String> moves) {
      List<String> args = new ArrayList<>(List.of("" + Bench.NOW, "0"));
      args.addAll(moves);
      world.workers.forEach(worker -> args.add(worker.instance()));
      steps.add(
          bench
              .job("upkeep", world.store(), JOB, args)
              .thenApply(ran -> step(story, fault, next.with(ran.store()), List.of())));
    }

    private void control() {
      control(Kind.PAUSE, "pause", "running");
      control(Kind.CANCEL, "cancel", "running paused");
      control(Kind.STOP, "stop", "running paused");
      if (job.state().equals("paused")) {
        control("resume", false, world);
      }
    }

    private void control(Kind kind, String verb, String states) {
      if (world.left.has(kind) && states.contains(job.state())) {
        control(verb, true, world.less(kind));
      }
    }

    private void control(String verb, boolean fault, World next) {
      steps.add(
          bench
              .job("control", world.store(), JOB, List.of(verb, "why"))
              .thenApply(
                  ran -> step(verb + " → " + told(ran), fault, next.with(ran.store()), List.of())));
    }
  }
}
