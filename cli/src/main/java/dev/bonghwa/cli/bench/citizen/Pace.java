package dev.bonghwa.cli.bench.citizen;

import java.util.ArrayList;
import java.util.List;

/** How a count grew. */
final class Pace {

  private record Sample(long nanos, long count) {}

  private final List<Sample> samples = new ArrayList<>();

  void add(long nanos, long count) {
    samples.add(new Sample(nanos, count));
  }

  /** From the first sample so long after the first of all to the last one. */
  double perSecondAfter(long nanos) {
    Sample last = samples.getLast();
    long from = samples.getFirst().nanos() + nanos;
    return samples.stream()
        .filter(sample -> sample.nanos() >= from && sample.nanos() < last.nanos())
        .findFirst()
        .map(first -> (last.count() - first.count()) * 1e9 / (last.nanos() - first.nanos()))
        .orElse(0.0);
  }
}
