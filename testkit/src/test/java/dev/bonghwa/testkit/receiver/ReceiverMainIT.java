package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

class ReceiverMainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void process_saysWhereItIs_tellsItsCounts_endsWithItsInput() throws Exception {
    JavaCommand command = JavaCommand.of(ReceiverMain.class).arguments("--until-input-ends");
    try (JavaProcess process = command.start()) {
      MatchResult ready =
          process.awaitLine("\"caFile\":\"([^\"]+)\",\"control\":\"([^\"]+)\"", PATIENCE);
      assertThat(Files.readString(Path.of(ready.group(1)))).contains("BEGIN CERTIFICATE");

      assertThat(get(ready.group(2) + "/stats")).startsWith("{\"requests\":0,");
      assertThat(get(ready.group(2) + "/webhooks/1")).isEqualTo("[]");

      process.closeInput();
      assertThat(process.awaitExit(PATIENCE)).isZero();
      assertThat(Files.exists(Path.of(ready.group(1)))).isFalse();
    }
  }

  @Test
  void wrongFlag_isOneLineAndExitCode2() {
    try (JavaProcess process = JavaCommand.of(ReceiverMain.class).arguments("--gone=2").start()) {
      assertThat(process.awaitExit(PATIENCE)).isEqualTo(2);
      process.awaitLine("receiver: --gone is not within 0 and 1: 2", PATIENCE);
    }
  }

  private static String get(String uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
