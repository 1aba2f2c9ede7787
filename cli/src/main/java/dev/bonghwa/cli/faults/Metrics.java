package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program answers at the /metrics of its management port. */
final class Metrics {
  private static final String MANAGEMENT = "(?:management|metrics on) port (\\d+)";
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private Metrics() {}

  /** The whole page. */
  static String of(JavaProcess process) {
    String port = process.awaitLine(MANAGEMENT, ANSWERS_WITHIN).group(1);
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri).timeout(ANSWERS_WITHIN).build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics of " + process, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The pattern's group: a figure that must be there, or its absence would read as 0. */
  static double figure(JavaProcess process, String pattern) {
    Matcher figure = Pattern.compile(pattern).matcher(of(process));
    if (!figure.find()) {
      throw new AssertionError("no metric of " + process + " is like " + pattern);
    }
    return Double.parseDouble(figure.group(1));
  }
}
