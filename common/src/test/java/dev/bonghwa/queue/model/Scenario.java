package dev.bonghwa.queue.model;

import java.util.List;

/**
 * What the queue's model begins with.
 *
 * @param batches how many targets each has; batch 0 is planned for the first node, 1 for the second
 *     and so on
 * @param room how many batches a worker holds at most
 * @param crashes how many workers each batch has taken down before
 * @param mostTries after so many a target is not put off again; 0: none is
 */
record Scenario(List<Integer> batches, int room, int crashes, int mostTries, Chances chances) {

  static final List<String> NODES = List.of("n0", "n1");

  Scenario holding(int most) {
    return new Scenario(batches, most, crashes, mostTries, chances);
  }

  Scenario crashed(int times) {
    return new Scenario(batches, room, times, mostTries, chances);
  }

  Scenario tries(int most) {
    return new Scenario(batches, room, crashes, most, chances);
  }

  Scenario with(Chances.Kind... kinds) {
    return new Scenario(batches, room, crashes, mostTries, Chances.of(kinds));
  }

  String nodeOf(int batch) {
    return NODES.get(batch % NODES.size());
  }

  /** A target's place in the list that was submitted. */
  String index(int batch, int position) {
    return "" + (batches.subList(0, batch).stream().mapToInt(i -> i).sum() + position);
  }

  int total() {
    return batches.stream().mapToInt(Integer::intValue).sum();
  }
}
