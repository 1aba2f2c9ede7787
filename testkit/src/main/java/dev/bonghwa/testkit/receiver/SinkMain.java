package dev.bonghwa.testkit.receiver;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A receiver for measurements, as a process of its own: answers 204 with rate-limit headers to
 * whatever comes, over TLS in HTTP/2 or HTTP/1.1, and only counts. It costs a fraction of {@link
 * ReceiverMain}, which looks at every request.
 *
 * <p>{@code --http1} leaves out HTTP/2, {@code --latency=MS} answers so much later. Prints one line
 * of JSON when it is ready: {@code {"url":…,"caFile":…,"control":…}}. Ends with its standard input.
 * {@code GET control/count} is what came, {@code GET control/clear} forgets it.
 */
public final class SinkMain {
  private static final String LATENCY = "--latency=";

  private SinkMain() {}

  public static void main(String[] arguments) throws IOException {
    // Standard output belongs to the line that says where it is.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    ReceiverOptions options =
        Arrays.asList(arguments).contains("--http1")
            ? ReceiverOptions.defaults().withHttp1Only()
            : ReceiverOptions.defaults();
    SinkCount count = new SinkCount();
    try (Sink sink = new Sink(options, count, latency(arguments));
        SinkControl control = new SinkControl(count)) {
      System.out.printf(
          "{\"url\":\"%s\",\"caFile\":\"%s\",\"control\":\"%s\"}%n",
          sink.url(), sink.caFile(), control.uri());
      while (System.in.read() >= 0) {
        // Nothing is said to it: only the end counts.
      }
    }
    System.exit(0);
  }

  private static Duration latency(String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(LATENCY))
        .map(argument -> Duration.ofMillis(Long.parseLong(argument.substring(LATENCY.length()))))
        .findFirst()
        .orElse(Duration.ZERO);
  }
}
