package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bonghwa config check}. */
class ConfigCheckIT {

  private static final String PASSWORD = "a-password-that-nobody-sees";

  @TempDir private Path directory;
  @AutoClose private final FakeNms nms = new FakeNms();
  private final CliUnderTest cli = new CliUnderTest(nms);

  @Test
  void printsWhatIsInForce_withoutSecrets() throws IOException {
    Path file = directory.resolve("worker.env");
    Files.writeString(
        file, "REDIS_URL=rediss://u:" + PASSWORD + "@redis.home:6380\nNODE_ID=attic\n");

    assertThat(cli.run("config", "check", "--env-file", file.toString())).isEqualTo(ExitCode.OK);
    assertThat(cli.out().replaceAll(" +", " "))
        .contains("NAME nms-api node-worker\n", "API_KEY ***", "BIND 0.0.0.0 127.0.0.1\n")
        .contains("BACKLOG_BYTES 60 % of Redis' maxmemory\n")
        .contains("NODE_ID attic\n", "REDIS_URL redis.home:6380 redis.home:6380\n")
        .contains("ok configuration nms-api can start with it")
        .doesNotContain(PASSWORD, FakeNms.KEY);
  }

  @Test
  void saysEverythingThatIsWrong() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), PASSWORD);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    cli.with("REDIS_PASSWORD_FILE", secret.toString()).with("MAX_CONCURENT", "7");
    cli.with("PROXY_USER", "u").with("PORT", "x").with("API_KEY", "short");

    assertThat(cli.run("config", "check")).isEqualTo(ExitCode.USAGE);
    assertThat(cli.out())
        .contains("fault    configuration  API_KEY holds a key of fewer than 16 characters")
        .contains("PORT must be a whole number", "PROXY_USER needs PROXY_PASSWORD")
        .contains("warning  configuration  MAX_CONCURENT is not a variable", "MAX_CONCURRENT?")
        .contains("REDIS_PASSWORD_FILE is a file that everybody on this machine can read")
        .contains("3 faults, 2 warnings")
        .doesNotContain(PASSWORD);
  }

  @Test
  void ofOneProgram_looksAtNothingElse() {
    cli.with("API_KEY", "");

    assertThat(cli.run("config", "check", "--program", "node-worker", "--output", "json"))
        .isEqualTo(ExitCode.OK);
    assertThat(cli.out()).contains("\"node-worker\" : {").doesNotContain("nms-api", "API_KEY");
  }
}
