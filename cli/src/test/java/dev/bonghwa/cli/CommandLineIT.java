package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Terminal;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineIT {

  private static final String TOKEN = "kQ3vZ".repeat(14);

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> env = new HashMap<>();
  private FakeNms nms;

  @BeforeEach
  void start() throws IOException {
    nms = new FakeNms();
    nms.on("GET /v1/nodes", 200, "{\"nodes\": [{\"id\": \"a\", \"alive\": true}]}");
    env.put("BONGHWA_URL", nms.url());
    env.put("API_KEY", FakeNms.KEY);
  }

  @AfterEach
  void stop() {
    nms.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "send",
        "jobs",
        "jobs ls",
        "jobs show",
        "jobs watch",
        "jobs cancel",
        "jobs pause",
        "jobs resume",
        "jobs failures",
        "jobs redrive",
        "nodes",
        "nodes ls",
        "nodes show",
        "nodes drain",
        "nodes undrain",
        "nodes rm",
        "endpoints",
        "endpoints ls",
        "endpoints rm",
        "endpoints export",
        "proxies",
        "proxies ls",
        "proxies add",
        "proxies rm",
        "proxies test",
        "config",
        "config check",
        "doctor",
        "nms",
        "worker",
        "version"
      })
  void help_isThereForEveryCommand(String command) {
    int exitCode = run((command + " --help").strip().split(" "));

    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("Usage: bonghwa " + command.strip());
    assertThat(err()).isEmpty();
  }

  @Test
  void helpIsACommandToo() {
    assertThat(run("help", "send")).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("Usage: bonghwa send");
    assertThat(run("jobs", "help", "ls")).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("Usage: bonghwa jobs ls");
    assertThat(run("help")).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("Usage: bonghwa [");
  }

  @Test
  void examples_areNeverWrapped() {
    run("send", "--help");

    assertThat(out().lines())
        .contains(
            "  bonghwa send hooks.txt --message m.json --expires-in 2h --no-watch --output json");
  }

  @Test
  void optionsThatDoNothing_areNotShown() {
    run("worker", "--help");

    assertThat(out()).contains("--redis-url").doesNotContain("--url", "--quiet", "--output");
  }

  @Test
  void privateAuthority_isTrustedWhenItIsNamed() {
    try (DiscordReceiver server = DiscordReceiver.start()) {
      env.put("BONGHWA_URL", "https://127.0.0.1:" + server.port());

      run("nodes", "ls");
      assertThat(err()).contains("its certificate is of no authority").contains("--ca-file");

      run("nodes", "ls", "--ca-file", server.caFile().toString());
      assertThat(err()).doesNotContain("certificate");

      env.put("BONGHWA_CA_FILE", server.caFile().toString());
      run("nodes", "ls");
      assertThat(err()).doesNotContain("certificate");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, nonsense",
    "jobs, ls",
    "nodes, ls",
    "endpoints, export",
    "endpoints rm, --all",
    "proxies, test",
    "config, check",
    "config check --program redis, neither nms-api nor node-worker",
    "doctor --env-file nowhere.env, nowhere.env",
    "proxies add nonsense, HOST:PORT",
    "proxies test h:1 --to nowhere, --to",
    "endpoints rm 1 --all, --all",
    "endpoints rm --all, --yes",
    "jobs nonsense, nonsense",
    "jobs ls --limit x, not a whole number: x",
    "bench citizen --scale x, not a number: x",
    "jobs ls --limit 0, --limit",
    "jobs ls --limit 99999999999, too large",
    "demo --url http://127.0.0.1:1, --url",
    "worker --key-file k, --key-file",
    "worker --output json, --output",
    "worker -e EGRES_RATE=1, EGRES_RATE",
    "nms -e FOO=1, FOO",
    "nms -e FOO, KEY=VALUE",
    "jobs ls --ca-file nowhere.pem, nowhere.pem",
    "jobs show, JOB",
    "send, FILE' and (--message=FILE | --content=TEXT)",
    "send --content=hi, 'FILE'",
    "send f, --content=TEXT",
    "send f --content a --message b, mutually exclusive",
    "send f --content a --expires-in soon, --expires-in",
    "demo --subscribers 0, --subscribers",
    "demo --workers 17, --workers",
    "demo --seed x, --seed",
    "jobs ls --output xml, --output",
    "jobs ls --url nonsense, URL",
    "bench, what?",
    "bench worker --rounds 0, --rounds",
    "bench worker --memory 10, --memory",
    "bench worker --json /, cannot write /",
    "bench far --delay 0, --delay",
    "bench far --delay 100000, --delay"
  })
  void wrongOptions_areOneClearLine(String command, String named) {
    int exitCode = run(command.split(" "));

    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err().lines().findFirst().orElseThrow()).startsWith("bonghwa: ").contains(named);
    assertThat(err().lines()).hasSizeLessThan(4);
  }

  @Test
  void apiOptions_areTakenBeforeAndAfterTheVerb() {
    nms.on("GET /v1/jobs?limit=20", 200, "{\"jobs\": [], \"next\": null}");
    env.remove("BONGHWA_URL");

    assertThat(run("jobs", "--url", nms.url(), "ls")).isEqualTo(ExitCode.OK);
    assertThat(run("jobs", "ls", "--url", nms.url() + "/")).isEqualTo(ExitCode.OK);
  }

  @Test
  void wrongKey_isSaid() {
    env.put("API_KEY", "another-key");

    assertThat(run("nodes", "ls")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("the key was not accepted").doesNotContain("another-key");
  }

  @Test
  void apiThatIsNotThere_isSaid() {
    nms.close();

    assertThat(run("nodes", "ls")).isEqualTo(ExitCode.FAULT);
    assertThat(err()).contains("no nms-api answers at " + nms.url()).contains("--url");
  }

  @Test
  void anotherServersAddress_isAWrongOption() {
    assertThat(run("nodes", "ls", "--url", nms.url() + "/elsewhere")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("there is no nms-api at " + nms.url() + "/elsewhere", "--url");
  }

  @Test
  void jobsLs_isATable_orTheAnswerItself() {
    String page = "{\"jobs\": [" + FakeNms.job("job_1", "running", 3, 9) + "], \"next\": \"c2\"}";
    nms.on("GET /v1/jobs?limit=20", 200, page);

    assertThat(run("jobs", "ls")).isEqualTo(ExitCode.OK);
    assertThat(out().lines().toList().get(1))
        .startsWith("job_1  running  normal")
        .contains("notice");
    assertThat(err()).contains("--cursor c2");
    assertThat(run("jobs", "ls", "--output", "json")).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("\"next\" : \"c2\"");
  }

  @Test
  void jobsLs_filtersByState() {
    nms.on("GET /v1/jobs?limit=5&state=paused&cursor=a%2Fb", 200, "{\"jobs\": []}");

    assertThat(run("jobs", "ls", "--state", "paused", "--limit", "5", "--cursor", "a/b")).isZero();
    assertThat(out()).contains("no jobs");
  }

  @Test
  void jobsShow_listsWhatWasNotDelivered() {
    String job = FakeNms.job("job_1", "completed", 8, 9).replace("\"pending\": 1", "\"failed\": 1");
    nms.on("GET /v1/jobs/job_1", 200, job);
    nms.on(
        "GET /v1/jobs/job_1/failures",
        200,
        "{\"failures\": [{\"state\": \"gone\", \"code\": 404, \"reason\": \"unknown\","
            + " \"count\": 2310}], \"others\": 3}");
    nms.on(
        "GET /v1/jobs/job_1/deliveries?limit=10&state=gone,failed,rejected,expired,uncertain,cancelled",
        200,
        "{\"deliveries\": [{\"index\": 4, \"endpoint\": \"7/***\", \"state\": \"failed\","
            + " \"code\": 500, \"attempts\": 5}, {\"index\": 1, \"endpoint\": \"3/***\"}],"
            + " \"next\": \"c\"}");

    assertThat(run("jobs", "show", "job_1")).isEqualTo(ExitCode.OK);
    assertThat(out())
        .containsSubsequence("2,310", "gone", "404", "unknown", "3", "other reasons", "ENDPOINT");
    assertThat(out()).containsSubsequence("ENDPOINT", "3/***", "7/***", "failed", "500");
    assertThat(err()).contains("1 are not delivered: --undelivered 1 lists them all");
  }

  @Test
  void unknownJob_isNotFound() {
    assertThat(run("jobs", "show", "job_x")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void control_asksForEachJob_andGoesOnAfterAFault() {
    nms.on("POST /v1/jobs/job_1/pause", 409, "{\"detail\": \"the job is completed\"}");
    nms.on("POST /v1/jobs/job_2/pause", 202, FakeNms.job("job_2", "paused", 0, 9));

    assertThat(run("jobs", "pause", "job_1", "job_2")).isEqualTo(ExitCode.FAULT);
    assertThat(err()).contains("job_1: the job is completed (409)");
    assertThat(out()).contains("job_2  paused");
  }

  @Test
  void nodesLs_isATable() {
    assertThat(run("nodes", "ls")).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("NODE").contains("alive");
  }

  @Test
  void send_uploadsWatchesAndPrintsTheEnd() {
    nms.on("POST /v1/jobs", 202, FakeNms.job("job_1", "running", 0, 2));
    nms.on("GET /v1/jobs/job_1", 200, FakeNms.job("job_1", "completed", 2, 2));

    int exitCode =
        run("send", file("1/a\n2/b\n"), "--content", "hi", "--name", "n", "--expires-in", "2h");

    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(nms.seen("POST /v1/jobs").getFirst().body())
        .startsWith(
            "{\"message\":{\"content\":\"hi\"},\"name\":\"n\",\"expires_in\":7200}\n\"1/a\"\n");
    assertThat(out()).contains("completed");
    assertThat(err()).contains("100 %  2/2");
  }

  @Test
  void sendWithoutWatching_printsTheJob() {
    nms.on("POST /v1/jobs", 202, FakeNms.job("job_1", "running", 0, 2));

    assertThat(
            run("send", file("1/a\n"), "--content", "hi", "--no-watch", "-q", "--output", "json"))
        .isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("{").contains("\"job_1\"");
    assertThat(err()).isEmpty();
  }

  @Test
  void send_listsWhatWasLeftOut_onceAndByLine_andEndsPartial() {
    String job =
        FakeNms.job("job_1", "completed", 1, 1)
            .replace(
                "\"shards\"",
                "\"invalid\": 21, \"invalid_targets\": [{\"index\": 1, \"reason\": \"is not"
                    + " https\"}], \"shards\"");
    nms.on("POST /v1/jobs", 202, job);
    nms.on("GET /v1/jobs/job_1", 200, job);

    int exitCode =
        run(
            "send",
            file("# hooks\n1/a\nhttp://discord.com/api/webhooks/2/" + TOKEN + "\n"),
            "--content",
            "hi");

    assertThat(exitCode).isEqualTo(ExitCode.PARTIAL);
    assertThat(err())
        .contains(
            "left out 21 endpoints that nothing can be sent to:\n"
                + "  line 3: http://discord.com/api/webhooks/2/*** is not https\n"
                + "  and 20 more\n")
        .doesNotContain(TOKEN);
  }

  @Test
  void send_saysThatAKeyWasUsedBefore() {
    nms.on("POST /v1/jobs", 200, FakeNms.job("job_1", "completed", 1, 1));

    run("send", file("1/a\n"), "--content", "hi", "--no-watch", "--idempotency-key", "k");

    assertThat(err()).contains("made job_1 before: nothing new is sent");
  }

  @Test
  void send_asksBeforeItCallsEveryone() {
    nms.on("POST /v1/jobs", 202, FakeNms.job("job_1", "running", 0, 1));
    String file = file("1/a\n");

    assertThat(run("send", file, "--content", "hi @everyone")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("--allow-mentions");
    assertThat(run("send", file, "--content", "hi @everyone", "--allow-mentions", "--no-watch"))
        .isZero();
  }

  private String file(String content) {
    try {
      return Files.writeString(directory.resolve("hooks.txt"), content).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Bonghwa.run(args, env, outStream, errStream, Terminal.none());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
