package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.console.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param targets of each round's job
 * @param http2 HTTP/2; else the receiver speaks HTTP/1.1 only
 * @param latency with which the receiver answers
 * @param far whether there is a {@link LongWay} between the worker and Redis
 * @param megabytes of the container that the worker's JVM is made to see
 * @param jvm options beyond those of the images
 */
public record WorkerPlan(
    int targets,
    int rounds,
    boolean http2,
    int maxConcurrent,
    Duration latency,
    boolean far,
    int megabytes,
    List<String> jvm) {

  public WorkerPlan {
    jvm = List.copyOf(jvm);
  }

  String protocol() {
    return http2 ? "h2" : "h1";
  }

  /** Sentences for the conditions of a measurement, beside those of the fleet. */
  List<String> text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "%s in the same process, after its first job and one more; jobs of %s"
            .formatted(Words.count(rounds, "round"), Words.count(targets, "target")));
    sentences.add(
        "HTTP/%s over TLS, MAX_CONCURRENT %s, EGRESS_RATE off, the receiver answers %s"
            .formatted(
                http2 ? "2" : "1.1",
                Words.number(maxConcurrent),
                latency.isZero() ? "at once" : "after " + latency.toMillis() + " ms"));
    if (!jvm.isEmpty()) {
      sentences.add("the worker's JVM has these options too: " + String.join(" ", jvm));
    }
    return sentences;
  }
}
