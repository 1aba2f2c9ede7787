package dev.bonghwa.cli.bench.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.fleet.ReceiverAddress;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.SinkMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A sink in a process of its own, beside and not on the core of what is measured. */
public final class SinkProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JavaProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ReceiverAddress address;
  private final URI control;

  private SinkProcess(JavaProcess process, JsonNode ready) {
    this.process = process;
    address =
        new ReceiverAddress(
            URI.create(ready.path("url").asText()), Path.of(ready.path("caFile").asText()));
    control = URI.create(ready.path("control").asText());
  }

  /** Returns when it listens. */
  public static SinkProcess start(Cores cores, boolean http2, Duration latency) {
    JavaCommand command =
        JavaCommand.of(SinkMain.class)
            .named("receiver")
            .jvm("-Xmx128m", "-XX:+UseSerialGC", "-Dio.netty.leakDetection.level=disabled")
            .arguments("--latency=" + latency.toMillis())
            .arguments(http2 ? new String[0] : new String[] {"--http1"});
    JavaProcess process = cores.around(command).start();
    try {
      String ready = process.awaitLine("^\\{\"url\".*$", PATIENCE).group();
      return new SinkProcess(process, JSON.readTree(ready));
    } catch (IOException | AssertionError e) {
      process.close();
      throw CliFault.fault("the receiver did not start: " + e.getMessage(), "");
    }
  }

  public ReceiverAddress address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  public Arrivals arrivals() {
    JsonNode count = ask("/count");
    return new Arrivals(
        count.path("requests").asLong(), count.path("first").asLong(), count.path("last").asLong());
  }

  /** Forgets what came. */
  public void clear() {
    ask("/clear");
  }

  private JsonNode ask(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(control.resolve(path)).timeout(PATIENCE).build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw CliFault.fault("the receiver does not answer: " + e.getMessage(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFault.fault("interrupted", "");
    }
  }

  /** Its end of the pipe ends it, and what it wrote to the disk goes with it. */
  @Override
  public void close() {
    http.shutdownNow();
    process.closeInput();
    process.end(Duration.ofSeconds(5));
  }
}
