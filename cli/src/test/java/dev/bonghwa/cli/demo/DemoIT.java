package dev.bonghwa.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.Bonghwa;
import dev.bonghwa.cli.deploy.MonitoringFiles;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.process.Signal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as a user starts it: a process that starts all the others. */
@Timeout(300)
class DemoIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern PROGRAM = Pattern.compile("\\(pid (\\d+)\\)");
  private static final Pattern LOG = Pattern.compile("\\(pid \\d+\\)\\s+log: (\\S+)");
  private static final Pattern MANAGEMENT =
      Pattern.compile("(?:management|metrics on) port (\\d+)");

  @Test
  void demo_endsWithCountsThatAgree_andLeavesNothingBehind() {
    try (JavaProcess demo = demo("--subscribers", "2000", "--seed", "7")) {
      int exit = demo.awaitExit(PATIENCE);
      assertThat(exit).as(() -> String.join("\n", demo.lines())).isZero();

      assertThat(demo.lines()).anyMatch(line -> line.startsWith("The counts agree: 2,000 targets"));
      assertThat(demo.lines()).noneMatch(line -> line.contains("API_KEY"));
    }
  }

  @Test
  void keptFleet_canBeUsed_andASignalEndsAllOfIt() throws Exception {
    try (JavaProcess demo = demo("--subscribers", "300", "--workers", "1", "--keep-running")) {
      MatchResult access = demo.awaitLine("BONGHWA_URL=(\\S+) API_KEY=(\\S+)", PATIENCE);
      demo.awaitLine("worker-1 \\(pid", PATIENCE);
      List<Long> programs = pids(demo);

      assertThat(nodes(access.group(1), access.group(2))).contains("worker-1");
      // Some metrics come with the first look at the fleet.
      await().untilAsserted(() -> MonitoringFiles.requireAgreement(metrics(demo)));
      // Not SIGINT: whoever is started in the background of a script is deaf to it, and so is its
      // child.
      demo.signal(Signal.TERM);

      assertThat(demo.awaitExit(Duration.ofSeconds(30))).isEqualTo(143);
      assertThat(programs).as("the demo, nms-api, the worker").hasSize(3);
      await().until(() -> programs.stream().noneMatch(DemoIT::isAlive));
    }
  }

  private static JavaProcess demo(String... options) {
    return JavaCommand.of(Bonghwa.class).named("demo").arguments("demo").arguments(options).start();
  }

  private static List<Long> pids(JavaProcess demo) {
    return demo.lines().stream()
        .flatMap(line -> PROGRAM.matcher(line).results())
        .map(match -> Long.valueOf(match.group(1)))
        .toList();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** The pages of all programs that the demo names, by the ports that their logs tell. */
  private static String metrics(JavaProcess demo) throws Exception {
    var pages = new StringBuilder();
    for (String log : found(LOG, String.join("\n", demo.lines()))) {
      for (String port : found(MANAGEMENT, Files.readString(Path.of(log)))) {
        pages.append(get("http://127.0.0.1:" + port + "/metrics", "")).append('\n');
      }
    }
    return pages.toString();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String nodes(String url, String key) throws Exception {
    return get(url + "/v1/nodes", "Bearer " + key);
  }

  private static String get(String url, String authorization) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).header("Authorization", authorization).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
