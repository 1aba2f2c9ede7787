package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunIT {

  private static final String TOKEN = "kQ3vZ".repeat(14);
  private static final String ID = "12345678901234567";

  @TempDir private Path directory;
  private FakeNms nms;
  private CliUnderTest cli;
  private String file;

  @BeforeEach
  void start() throws IOException {
    nms = new FakeNms();
    nms.on("GET /v1/nodes", 200, "{\"nodes\": []}");
    cli = new CliUnderTest(nms);
    String discord = "https://discord.com/api/webhooks/";
    file =
        Files.writeString(
                directory.resolve("hooks.txt"),
                discord
                    + (ID + "1/" + TOKEN)
                    + "\n"
                    + (ID + "1/" + TOKEN)
                    + "\n"
                    + (ID + "2/" + TOKEN)
                    + "\nhttp://elsewhere/"
                    + TOKEN
                    + "\n")
            .toString();
  }

  @AfterEach
  void stop() {
    nms.close();
  }

  @Test
  void withoutAKey_theFileIsCountedHere_andNobodyIsAsked() {
    cli.with("API_KEY", "");

    assertThat(cli.run("send", file, "--content", "hi", "--dry-run")).isEqualTo(ExitCode.PARTIAL);
    assertThat(cli.out()).contains("2 targets", "1 listed twice, 1 no endpoints");
    assertThat(cli.err()).contains("line 4: http://elsewhere/***").doesNotContain(TOKEN);
    assertThat(nms.seen("GET /v1/nodes")).isEmpty();
  }

  @Test
  void withAnApi_itSaysThePlan_andWhatLimitsIt() {
    nms.on(
        "POST /v1/jobs?dry_run=true",
        200,
        "{\"total\": 2, \"duplicates\": 1, \"already_gone\": 3, \"invalid\": 0, \"shards\":"
            + " [{\"node\": \"seoul-1\", \"targets\": 2}], \"eta_seconds\": 125,"
            + " \"rate_per_second\": 45, \"limited_by\": \"egress\", \"warnings\": [\"late\"]}");

    assertThat(cli.run("send", file, "--content", "hi", "--dry-run")).isEqualTo(ExitCode.OK);
    assertThat(cli.out())
        .contains("2 targets", "3 already gone", "about 2 m 05 s at 45/s, limited by egress")
        .contains("seoul-1");
    assertThat(cli.err()).contains("late");
    assertThat(nms.seen("POST /v1/jobs")).isEmpty();
  }

  @Test
  void aPlanWithoutAnEstimate_saysWhy() {
    nms.on("POST /v1/jobs?dry_run=true", 200, "{\"total\": 2, \"eta_seconds\": null}");

    assertThat(cli.run("send", file, "--content", "hi", "--dry-run")).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).contains("nobody knows: no node was seen sending");
  }
}
