package dev.bonghwa.queue.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.queue.model.Model.Step;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Walks all states of a model, those that are fewer steps away first, so that what is found wrong
 * is told by the shortest way to it.
 *
 * <p>A state is kept only until its steps have been made; of the others a hash, where it came from
 * and by what is enough. Steps of many states are under way at a time: Redis is never idle.
 */
final class Explorer<S> {

  private static final int AT_A_TIME = 64;

  private final Model<S> model;
  private final int most;
  private final Map<Hash, Integer> seen = new HashMap<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<int[]> back = new ArrayList<>();
  private final BitSet over = new BitSet();
  private final ArrayDeque<Waiting<S>> waiting = new ArrayDeque<>();
  private long transitions;

  /** Looks at no more than about that many states. */
  Explorer(Model<S> model, int most) {
    this.model = model;
    this.most = most;
  }

  private record Hash(long high, long low) {}

  private record Origin(int from, String story) {}

  private record Waiting<S>(int number, S state) {}

  /**
   * What was found.
   *
   * @param complete whether there were no more states to look at
   * @param wrong what was broken, and the way there, a line for each step; empty when nothing
   */
  record Found(int states, long transitions, boolean complete, List<String> wrong) {

    String summary() {
      String end = wrong.isEmpty() ? "nothing wrong" : wrong.getLast();
      return "%,d states%s, %,d transitions, %s"
          .formatted(states, complete ? "" : " and more", transitions, end);
    }
  }

  Found explore() {
    number(model.first(), new Origin(-1, "it begins"));
    while (!waiting.isEmpty() && origins.size() < most) {
      List<String> wrong = expandSome();
      if (!wrong.isEmpty()) {
        return found(wrong);
      }
    }
    return found(deadEnd());
  }

  private Found found(List<String> wrong) {
    return new Found(origins.size(), transitions, waiting.isEmpty(), wrong);
  }

  private List<String> expandSome() {
    List<Integer> from = new ArrayList<>();
    List<List<CompletionStage<Step<S>>>> steps = new ArrayList<>();
    while (!waiting.isEmpty() && from.size() < AT_A_TIME) {
      Waiting<S> next = waiting.remove();
      from.add(next.number());
      steps.add(model.steps(next.state()));
    }
    // Also where the first of them tells that something is wrong, nothing stays under way.
    steps.forEach(ofOne -> ofOne.forEach(step -> step.toCompletableFuture().join()));
    for (int i = 0; i < from.size(); i++) {
      for (CompletionStage<Step<S>> step : steps.get(i)) {
        List<String> wrong = arrive(from.get(i), step.toCompletableFuture().join());
        if (!wrong.isEmpty()) {
          return wrong;
        }
      }
    }
    return List.of();
  }

  private List<String> arrive(int from, Step<S> step) {
    transitions++;
    Origin origin = new Origin(from, step.story());
    if (!step.wrong().isEmpty()) {
      List<String> story = way(origin);
      step.wrong().forEach(wrong -> story.add("WRONG: " + wrong));
      return story;
    }
    int to = number(step.next(), origin);
    if (!step.fault() && to != from) {
      back.add(new int[] {to, from});
    }
    return List.of();
  }

  private int number(S state, Origin origin) {
    Integer old = seen.putIfAbsent(hash(state.toString()), origins.size());
    if (old != null) {
      return old;
    }
    int number = origins.size();
    origins.add(origin);
    over.set(number, model.isOver(state));
    waiting.add(new Waiting<>(number, state));
    return number;
  }

  /** The first state from which no good end can be reached without a fault. */
  private List<String> deadEnd() {
    BitSet good = (BitSet) over.clone();
    waiting.forEach(unknown -> good.set(unknown.number()));
    Map<Integer, List<Integer>> before = new HashMap<>();
    back.forEach(edge -> before.computeIfAbsent(edge[0], to -> new ArrayList<>()).add(edge[1]));
    ArrayDeque<Integer> reached = new ArrayDeque<>();
    good.stream().forEach(reached::add);
    while (!reached.isEmpty()) {
      for (int from : before.getOrDefault(reached.remove(), List.of())) {
        if (!good.get(from)) {
          good.set(from);
          reached.add(from);
        }
      }
    }
    int stuck = good.nextClearBit(0);
    if (stuck >= origins.size()) {
      return List.of();
    }
    List<String> story = way(origins.get(stuck));
    story.add("WRONG: from here on nothing ends the job");
    return story;
  }

  private List<String> way(Origin last) {
    List<String> story = new ArrayList<>();
    for (Origin at = last; ; at = origins.get(at.from())) {
      story.addFirst(at.story());
      if (at.from() < 0) {
        return story;
      }
    }
  }

  private static Hash hash(String text) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
      return new Hash(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
