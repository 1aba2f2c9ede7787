package dev.bonghwa.testkit.receiver;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A receiver for measurements, as a process of its own: answers 204 with rate-limit headers to
 * whatever comes, over TLS in HTTP/2 or HTTP/1.1, and only counts. It costs a fraction of {@link
 * ReceiverMain}, which looks at every request.
 *
 * <p>{@code --http1} leaves out HTTP/2, {@code --latency=MS,MS} opens a door for each, which
 * answers so much later; {@code --marker=TEXT} counts for each job by the word that follows in a
 * body. Prints one line of JSON when it is ready: {@code {"urls":[…],"caFile":…,"control":…}}. Ends
 * with its standard input. {@code GET control/count/door/0} is what came there, {@code
 * control/count/job/WORD} what came of a job, {@code GET control/clear} forgets it; {@code GET
 * control/latency/0/MS} makes the first door answer so much later from now on. Times are of {@link
 * System#nanoTime}, which is one clock for all processes of a Linux (CLOCK_MONOTONIC).
 */
public final class SinkMain {
  private static final String LATENCY = "--latency=";
  private static final String MARKER = "--marker=";

  private SinkMain() {}

  public static void main(String[] arguments) throws IOException {
    // Standard output belongs to the line that says where it is.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    ReceiverOptions options =
        Arrays.asList(arguments).contains("--http1")
            ? ReceiverOptions.defaults().withHttp1Only()
            : ReceiverOptions.defaults();
    List<Duration> latencies = latencies(value(LATENCY, "0", arguments));
    SinkCounts counts = new SinkCounts(latencies.size(), value(MARKER, "", arguments));
    try (Sink sink = new Sink(options, counts, latencies);
        SinkControl control = new SinkControl(sink, counts)) {
      System.out.printf(
          "{\"urls\":[%s],\"caFile\":\"%s\",\"control\":\"%s\"}%n",
          sink.urls().stream().map(url -> "\"" + url + "\"").collect(Collectors.joining(",")),
          sink.caFile(),
          control.uri());
      while (System.in.read() >= 0) {
        // Nothing is said to it: only the end counts.
      }
    }
    System.exit(0);
  }

  private static List<Duration> latencies(String milliseconds) {
    return Arrays.stream(milliseconds.split(","))
        .map(one -> Duration.ofMillis(Long.parseLong(one)))
        .toList();
  }

  private static String value(String name, String otherwise, String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(name))
        .map(argument -> argument.substring(name.length()))
        .findFirst()
        .orElse(otherwise);
  }
}
