package dev.bonghwa.cli.bench.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.fleet.ReceiverAddress;
import dev.bonghwa.testkit.process.AtExit;
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
import java.util.ArrayList;
import java.util.List;

/** A sink in a process of its own, beside and not on the core of what is measured. */
public final class SinkProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JavaProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ReceiverAddress> doors = new ArrayList<>();
  private final URI control;

  private SinkProcess(JavaProcess process, JsonNode ready) {
    this.process = process;
    Path caFile = Path.of(ready.path("caFile").asText());
    for (JsonNode url : ready.path("urls")) {
      doors.add(new ReceiverAddress(URI.create(url.asText()), caFile));
    }
    control = URI.create(ready.path("control").asText());
    AtExit.forget(process); // killed, it would leave its files
    AtExit.close(this);
  }

  /** Returns when it listens. */
  public static SinkProcess start(Cores cores, SinkPlan plan) {
    JavaCommand command =
        JavaCommand.of(SinkMain.class)
            .named("receiver")
            .jvm("-Xmx128m", "-XX:+UseSerialGC", "-Dio.netty.leakDetection.level=disabled")
            .arguments(plan.arguments().toArray(String[]::new));
    JavaProcess process = cores.around(command).start();
    try {
      String ready = process.awaitLine("^\\{\"urls\".*$", PATIENCE).group();
      return new SinkProcess(process, JSON.readTree(ready));
    } catch (IOException | AssertionError e) {
      process.close();
      throw CliFault.fault("the receiver did not start: " + e.getMessage(), "");
    }
  }

  /** The first door. */
  public ReceiverAddress address() {
    return address(0);
  }

  public ReceiverAddress address(int door) {
    return doors.get(door);
  }

  public long pid() {
    return process.pid();
  }

  /** By the first door. */
  public Arrivals arrivals() {
    return arrivals(0);
  }

  public Arrivals arrivals(int door) {
    return arrivals("/count/door/" + door);
  }

  /** Of a job, with the word that follows the marker in its message. */
  public Arrivals arrivalsOf(String job) {
    return arrivals("/count/job/" + job);
  }

  private Arrivals arrivals(String path) {
    JsonNode count = ask(path);
    return new Arrivals(
        count.path("requests").asLong(), count.path("first").asLong(), count.path("last").asLong());
  }

  /** After so long that door answers from now on. */
  public void latency(int door, Duration latency) {
    ask("/latency/" + door + "/" + latency.toMillis());
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
    AtExit.forget(this);
    http.shutdownNow();
    process.closeInput();
    process.end(Duration.ofSeconds(5));
  }
}
