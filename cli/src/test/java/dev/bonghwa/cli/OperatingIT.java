package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does after a job: redrive, gone endpoints, proxies. */
class OperatingIT {

  private static final String REDRIVE = "POST /v1/jobs/job_1/redrive";
  private static final String GONE =
      "{\"endpoints\": [{\"key\": \"%s\", \"endpoint\": \"x/***\", \"at\": \"t\"}], \"next\": %s,"
          + " \"cursor\": \"%s\"}";

  @TempDir private Path directory;
  @AutoClose private final FakeNms nms = new FakeNms();
  private final CliUnderTest cli = new CliUnderTest(nms);

  @Test
  void redrive_asksForTheStates_andPrintsTheNewJob() {
    nms.on(REDRIVE, 202, FakeNms.job("job_2", "running", 0, 3));

    int exitCode =
        cli.run("jobs", "redrive", "job_1", "--states", "failed,cancelled", "--expires-in", "2h");

    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).contains("job_2");
    FakeNms.Seen seen = nms.seen(REDRIVE).getFirst();
    assertThat(seen.body())
        .isEqualTo("{\"states\":[\"failed\",\"cancelled\"],\"expires_in\":7200}");
    assertThat(seen.headers()).containsKey("Idempotency-key");
  }

  @Test
  void redriveWithWatch_endsAsTheNewJobDoes() {
    nms.on(REDRIVE, 202, FakeNms.job("job_2", "running", 0, 3));
    String end = FakeNms.job("job_2", "completed", 2, 3).replace("\"pending\": 1", "\"failed\": 1");
    nms.on("GET /v1/jobs/job_2", 200, end);

    assertThat(cli.run("jobs", "redrive", "job_1", "--watch")).isEqualTo(ExitCode.PARTIAL);
    assertThat(cli.out()).contains("completed");
  }

  @Test
  void aRedriveThatMayHaveHappened_tellsTheKeyToGoOnWith() {
    nms.on(REDRIVE, 503, "{\"detail\": \"Redis is away\"}");

    assertThat(cli.run("jobs", "redrive", "job_1", "--idempotency-key", "k42"))
        .isEqualTo(ExitCode.FAULT);
    assertThat(cli.err()).contains("Redis is away (503)").contains("--idempotency-key k42");
  }

  @Test
  void endpointsLs_isATable_withTheNextPage() {
    nms.on(
        "GET /v1/endpoints/gone?limit=100&since=2%3Ab", 200, GONE.formatted("7", "\"8:7\"", "8:7"));

    assertThat(cli.run("endpoints", "ls", "--since", "2:b")).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).containsSubsequence("KEY", "ENDPOINT", "7", "x/***");
    assertThat(cli.err()).contains("--since 8:7");
  }

  @Test
  void endpointsRm_forgivesEach_orAllWhenThatIsMeant() {
    nms.on("DELETE /v1/endpoints/gone/7", 204, "").on("DELETE /v1/endpoints/gone", 204, "");

    assertThat(cli.run("endpoints", "rm", "7", "8")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(cli.err()).contains("7  may be called again").contains("8: ");
    assertThat(cli.run("endpoints", "rm", "--all", "--yes")).isEqualTo(ExitCode.OK);
    assertThat(nms.seen("DELETE /v1/endpoints/gone")).hasSize(1);
  }

  @Test
  void endpointsExport_writesAllPages_andGoesOnFromItsCursor() throws IOException {
    nms.on("GET /v1/endpoints/gone?limit=1000", 200, GONE.formatted("1", "\"5:1\"", "5:1"));
    nms.on(
        "GET /v1/endpoints/gone?limit=1000&since=5%3A1", 200, GONE.formatted("2", "null", "6:2"));
    nms.on(
        "GET /v1/endpoints/gone?limit=1000&since=6%3A2", 200, GONE.formatted("3", "null", "7:3"));
    Path file = directory.resolve("gone.ndjson");

    assertThat(cli.run("endpoints", "export", file.toString())).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.startsWith("{\"key\""));
    assertThat(cli.err()).contains("2 endpoints; go on later with --since 6:2");
    assertThat(cli.run("endpoints", "export", file.toString(), "--since", "6:2")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(cli.run("endpoints", "export")).isZero();
    assertThat(cli.out().lines()).hasSize(2);
  }

  @Test
  void endpointsExport_thatGetsNoPage_leavesTheFileAsItWas() throws IOException {
    nms.on("GET /v1/endpoints/gone?limit=1000", 503, "{\"detail\": \"no Redis\"}");
    Path file = Files.writeString(directory.resolve("gone.ndjson"), "of yesterday");

    assertThat(cli.run("endpoints", "export", file.toString())).isNotZero();
    assertThat(file).hasContent("of yesterday");
  }
}
