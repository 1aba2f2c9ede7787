package dev.bonghwa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvTest {
  private enum Policy {
    RETRY,
    REPORT
  }

  @TempDir private Path dir;

  @Test
  void missingAndEmptyValues_areTheDefaults() {
    Env env = Env.of(Map.of("B", "", "C", "  "));

    assertThat(env.text("A", "a")).isEqualTo("a");
    assertThat(env.integer("B", 7, 1, 9)).isEqualTo(7);
    assertThat(env.flag("C", true)).isTrue();
    assertThat(env.secret("D")).isEmpty();
    env.check();
  }

  @ParameterizedTest
  @CsvSource({
    "3s, 3000",
    "500ms, 500",
    "2m, 120000",
    "24h, 86400000",
    "14d, 1209600000",
    "PT3S, 3000",
    "PT0.5S, 500"
  })
  void duration_hasManySpellings(String text, long millis) {
    Env env = Env.of(Map.of("A", text));

    assertThat(env.duration("A", Duration.ZERO, Duration.ZERO, Duration.ofDays(99)))
        .isEqualTo(Duration.ofMillis(millis));
    env.check();
  }

  @Test
  void durations_areSeparatedBySlashes_eachWithinTheLimits() {
    Env env = Env.of(Map.of("A", "24h / 14d", "B", "1h/2h/3h", "C", "1h/", "D", "1s"));
    List<Duration> usual = List.of(Duration.ofHours(1), Duration.ofHours(2));

    for (String name : List.of("A", "B", "C", "D")) {
      env.durations(name, usual, Duration.ofMinutes(1), Duration.ofDays(99));
    }

    assertThat(env.effective()).containsEntry("A", "1d/14d").containsEntry("B", "1h/2h");
    assertThat(catchThrowableOfType(ConfigFaults.class, env::check).faults())
        .hasSize(3)
        .first()
        .isEqualTo(
            "B must be 1 to 2 durations such as 24h/14d, each from 60s to 99d: \"1h/2h/3h\"");
  }

  @Test
  void ownAddress_isOneThatThisMachineHas() {
    Env env = Env.of(Map.of("A", "127.0.0.1", "B", "192.0.2.1", "C", "localhost", "D", "0.0.0.0"));

    assertThat(env.ownAddress("A")).isEqualTo("127.0.0.1");
    assertThat(env.ownAddress("E")).isNull();
    for (String name : List.of("B", "C", "D")) {
      env.ownAddress(name);
    }
    assertThat(catchThrowableOfType(ConfigFaults.class, env::check).faults())
        .hasSize(3)
        .first()
        .isEqualTo("B must be an IP address that this machine has: \"192.0.2.1\"");
  }

  @Test
  void file_thatCannotBeRead_isAFault() {
    Env env = Env.of(Map.of("A_FILE", "/nowhere/a.pem"));

    assertThat(env.file("B_FILE")).isNull();
    assertThat(env.file("A_FILE")).isEqualTo(Path.of("/nowhere/a.pem"));
    assertThat(catchThrowableOfType(ConfigFaults.class, env::check).faults())
        .containsExactly("A_FILE cannot be read: /nowhere/a.pem");
  }

  @ParameterizedTest
  @CsvSource({
    "65536, 65536",
    "64KiB, 65536",
    "192MiB, 201326592",
    "192 mib, 201326592",
    "1GiB, 1073741824",
    "10MB, 10000000"
  })
  void bytes_hasManySpellings(String text, long bytes) {
    Env env = Env.of(Map.of("A", text));

    assertThat(env.bytes("A", 1, 1, 1L << 40)).isEqualTo(bytes);
    env.check();
  }

  @Test
  void otherTypes_areRead() {
    Env env =
        Env.of(
            Map.of(
                "LIST", "a, b,\nc,,",
                "CHOICE", "Report",
                "FLAG", "on",
                "URI", "https://example.com:8443/x"));

    assertThat(env.list("LIST", List.of())).containsExactly("a", "b", "c");
    assertThat(env.choice("CHOICE", Policy.RETRY)).isEqualTo(Policy.REPORT);
    assertThat(env.flag("FLAG", false)).isTrue();
    assertThat(env.uri("URI", URI.create("https://a"), "https"))
        .isEqualTo(URI.create("https://example.com:8443/x"));
    env.check();
  }

  @Test
  void faults_areReportedTogetherWithValueAndWhatIsAllowed() {
    Env env =
        Env.of(
            Map.of(
                "INT", "many",
                "LOW", "0",
                "TIME", "3 weeks",
                "SIZE", "1TiB",
                "WORD", "maybe",
                "FLAG", "perhaps",
                "URI", "http://user:pw@example.com"));

    env.integer("INT", 1, 1, 9);
    env.integer("LOW", 1, 1, 9);
    env.duration("TIME", Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(90));
    env.bytes("SIZE", 1, 1, 1024);
    env.choice("WORD", Policy.RETRY);
    env.flag("FLAG", true);
    env.uri("URI", URI.create("https://a"), "https");
    env.fault("A and B exclude each other");

    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, env::check);
    assertThat(faults.faults())
        .containsExactly(
            "INT must be a whole number from 1 to 9: \"many\"",
            "LOW must be a whole number from 1 to 9: \"0\"",
            "TIME must be a duration such as 3s or 500ms, from 1ms to 90s: \"3 weeks\"",
            "SIZE must be a size such as 192MiB, from 1 to 1024 bytes: \"1TiB\"",
            "WORD must be retry or report: \"maybe\"",
            "FLAG must be true or false: \"perhaps\"",
            "URI must be a URL that begins with https://: \"http://***@example.com\"",
            "A and B exclude each other");
    assertThat(faults).hasMessageContaining("INT must be").hasMessageContaining("\n  - LOW");
  }

  @Test
  void absurdNumbers_areFaultsAndNoExceptions() {
    Env env = Env.of(Map.of("A", "99999999999999999999", "B", "999999999999999999GiB"));

    env.integer("A", 1, 1, 9);
    env.bytes("B", 1, 1, 9);
    env.duration("A", Duration.ZERO, Duration.ZERO, Duration.ofDays(1));

    assertThat(catchThrowableOfType(ConfigFaults.class, env::check).faults()).hasSize(3);
  }

  @Test
  void secret_comesFromItsFileWithoutTheTrailingLineBreak() throws IOException {
    Path file = Files.writeString(dir.resolve("key"), "s3cret with spaces \r\n");
    Env env = Env.of(Map.of("API_KEY_FILE", file.toString()));

    assertThat(env.secret("API_KEY")).contains("s3cret with spaces ");
    env.check();
  }

  @Test
  void secret_givenTwice_isAFaultThatDoesNotShowIt() throws IOException {
    Path file = Files.writeString(dir.resolve("key"), "s3cret");
    Env env = Env.of(Map.of("API_KEY", "s3cret", "API_KEY_FILE", file.toString()));

    env.secret("API_KEY");

    assertThatThrownBy(env::check)
        .hasMessageContaining("set API_KEY or API_KEY_FILE, not both")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void secret_inAMissingOrEmptyFile_isAFault() throws IOException {
    Path empty = Files.writeString(dir.resolve("empty"), "\n");
    String missing = dir.resolve("missing").toString();
    Env env = Env.of(Map.of("A_FILE", missing, "B_FILE", empty.toString(), "C_FILE", "/\0"));

    assertThat(env.secret("A")).isEmpty();
    assertThat(env.secret("B")).isEmpty();
    assertThat(env.secret("C")).isEmpty();

    assertThat(catchThrowableOfType(ConfigFaults.class, env::check).faults())
        .satisfiesExactly(
            a -> assertThat(a).startsWith("A_FILE names a file that does not exist"),
            b -> assertThat(b).startsWith("B_FILE names an empty file"),
            c -> assertThat(c).startsWith("C_FILE names a file that cannot be read"));
  }

  @Test
  void envFile_isReadAndTheEnvironmentWins() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve(".env"),
            "# comment\n\nexport A=1\nB = \"two words\"\nC='x'\nD=from file\nKEY=old\n");
    Env env =
        Env.of(
            Map.of("ENV_FILE", file.toString(), "D", "from environment", "KEY_FILE", "/nowhere"));

    assertThat(env.text("A", "")).isEqualTo("1");
    assertThat(env.text("B", "")).isEqualTo("two words");
    assertThat(env.text("C", "")).isEqualTo("x");
    assertThat(env.text("D", "")).isEqualTo("from environment");
    assertThat(env.secret("KEY")).isEmpty();
  }

  @Test
  void envFile_withBadLinesOrMissing_isAFaultWithoutItsContents() throws IOException {
    Path file = Files.writeString(dir.resolve(".env"), "A=1\ns3cret\n");

    assertThatThrownBy(() -> Env.of(Map.of("ENV_FILE", file.toString())).check())
        .hasMessageContaining("ENV_FILE, line 2: not of the form NAME=value")
        .message()
        .doesNotContain("s3cret");
    assertThatThrownBy(() -> Env.of(Map.of("ENV_FILE", dir + "/none")).check())
        .hasMessageContaining("does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:p@ss@example.com, http://***@example.com",
    "http://user:p/ss@example.com/a, http://***@example.com/a",
    "'http://a,http://user:pw@b', http://***@b",
    "user:pw@example.com, ***@example.com",
    "http://example.com/a, http://example.com/a"
  })
  void whatStandsBeforeAHost_isNeverShown(String value, String shown) {
    Env env = Env.of(Map.of("URI", value));

    env.text("URI", "");
    env.integer("URI", 0, 0, 1);

    assertThat(env.effective()).hasSize(1);
    assertThatThrownBy(env::check).hasMessageContaining("\"" + shown + "\"");
  }

  @Test
  void effective_showsValuesInForceAndNoSecrets() {
    Env env = Env.of(Map.of("URL", "redis://me:pw@host", "KEY", "s3cret"));

    env.text("URL", "");
    env.secret("KEY");
    env.secret("OTHER");
    env.duration("TIME", Duration.ofMinutes(90), Duration.ZERO, Duration.ofDays(1));
    env.choice("WORD", Policy.REPORT);

    assertThat(env.effective())
        .containsOnly(
            Map.entry("URL", "redis://***@host"),
            Map.entry("KEY", "***"),
            Map.entry("OTHER", ""),
            Map.entry("TIME", "5400s"),
            Map.entry("WORD", "report"));
  }

  @Test
  void warnings_nameWhatLooksLikeOurs() {
    Env env =
        Env.of(
            Map.of(
                "MAX_CONCURENT", "1",
                "REDIS_HOST", "x",
                "BONGHWA_COLOUR", "red",
                "MAX_CONCURRENT", "1",
                "API_KEY_FILE", "x",
                "REDIS_PORT_6379_TCP_ADDR", "10.0.0.1",
                "REDIS_SERVICE_HOST", "10.0.0.1",
                "PATH", "/bin",
                "JAVA_HOME", "/jdk"));

    assertThat(env.warnings())
        .containsExactly(
            "BONGHWA_COLOUR is not a variable of Bonghwa and is ignored",
            "MAX_CONCURENT is not a variable of Bonghwa and is ignored: MAX_CONCURRENT?",
            "REDIS_HOST is not a variable of Bonghwa and is ignored: REDIS_PORT?");
  }
}
