package dev.bonghwa.queue.model;

import dev.bonghwa.queue.model.Chances.Kind;
import dev.bonghwa.redis.ScriptReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What may become of a worker's message to Redis and of its answer. */
final class Wire {

  /** What a claim answers before its batches. */
  static final int HEADER = 9;

  private final StepList list;

  Wire(StepList list) {
    this.list = list;
  }

  /** One message to Redis, and what may become of it and its answer. */
  void ask(
      String again, World from, Call call, BiFunction<World, ScriptReply, List<String>> heard) {
    String story = call.words() + again;
    list.add(
        run(call, from.store())
            .thenApply(
                ran -> {
                  World next = from.with(ran.store()).ran(call);
                  List<String> wrong = heard.apply(next, ran.answer());
                  return list.step(story + " → " + told(ran), false, next, wrong);
                }));
    if (from.left.has(Kind.LOST_REPLY)) {
      World unlucky = from.less(Kind.LOST_REPLY);
      list.add(
          run(call, from.store())
              .thenApply(
                  ran ->
                      list.step(
                          story + " → " + told(ran) + ", the answer is lost",
                          true,
                          unlucky.with(ran.store()).ran(call),
                          List.of())));
      list.now(story + " is lost", true, unlucky);
      if (from.left.has(Kind.LATE_COPY)) {
        World late = unlucky.less(Kind.LATE_COPY);
        late.copies.add(new Call.Copy(call, false));
        list.now(story + " is under way for long", true, late);
      }
    }
    if (from.left.has(Kind.LATE_COPY)) {
      list.add(
          run(call, from.store())
              .thenApply(
                  ran -> {
                    World next = from.less(Kind.LATE_COPY).with(ran.store());
                    next.copies.add(new Call.Copy(call, true));
                    List<String> wrong = heard.apply(next, ran.answer());
                    return list.step(story + " → " + told(ran) + ", and a copy", true, next, wrong);
                  }));
    }
    if (from.left.has(Kind.DOUBLED)) {
      doubled(story, from.less(Kind.DOUBLED), call, heard);
    }
  }

  private void doubled(
      String story, World from, Call call, BiFunction<World, ScriptReply, List<String>> heard) {
    list.add(
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
                              return list.step(
                                  story + ", doubled → " + told(second), true, next, wrong);
                            })));
  }

  static String told(ScriptRig.Ran ran) {
    ScriptReply answer = ran.answer();
    return switch (answer.text(0)) {
      case "CLAIMED" ->
          IntStream.range(HEADER, answer.size())
              .mapToObj(i -> answer.list(i).text(0))
              .collect(Collectors.joining(", ", "gets batch ", ""));
      case "SETTLED" -> "SETTLED, open: " + answer.text(3);
      default -> answer.text(0);
    };
  }

  private List<String> same(ModelStore before, ModelStore after) {
    return before.toString().equals(after.toString())
        ? List.of()
        : List.of("a copy of what was run changed the store");
  }

  private CompletionStage<ScriptRig.Ran> run(Call call, ModelStore store) {
    return list.rig
        .job(call.script(), store, JobInStore.JOB, call.args())
        .thenApply(ran -> call.script().equals("settle") ? onlyOne(ran) : ran);
  }

  /** A settle answers a list of answers. */
  private static ScriptRig.Ran onlyOne(ScriptRig.Ran ran) {
    return new ScriptRig.Ran(ran.answer().list(0), ran.store());
  }

  void copies() {
    for (Call.Copy copy : list.world.copies) {
      World next = list.world.copy();
      next.copies.remove(copy);
      list.add(
          run(copy.call(), list.world.store())
              .thenApply(
                  ran ->
                      list.step(
                          "a late copy of " + copy.call().words() + " → " + told(ran),
                          true,
                          next.with(ran.store()).ran(copy.call()),
                          copy.ran() ? same(list.world.store(), ran.store()) : List.of())));
    }
  }
}
