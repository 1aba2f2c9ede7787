package dev.bonghwa.cli.bench.sink;

import java.time.Duration;
import java.util.List;

/**
 * How a sink answers.
 *
 * @param http2 whether it speaks HTTP/2 beside HTTP/1.1
 * @param latencies a door for each, which answers after so long
 * @param marker what stands before a job's name in its messages; empty: jobs are not told apart
 */
public record SinkPlan(boolean http2, List<Duration> latencies, String marker) {

  public SinkPlan {
    latencies = List.copyOf(latencies);
    if (latencies.isEmpty()) {
      throw new IllegalArgumentException("a sink without a door");
    }
  }

  /** In HTTP/2, by one door. */
  public static SinkPlan of(Duration latency) {
    return new SinkPlan(true, List.of(latency), "");
  }

  List<String> arguments() {
    String doors = String.join(",", latencies.stream().map(one -> "" + one.toMillis()).toList());
    return List.of("--latency=" + doors, http2 ? "--http2" : "--http1", "--marker=" + marker);
  }
}
