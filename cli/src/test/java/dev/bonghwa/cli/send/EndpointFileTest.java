package dev.bonghwa.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.cli.api.InvalidTarget;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointFileTest {

  private static final String TOKEN = "kQ3vZ".repeat(14);

  @TempDir private Path directory;

  @Test
  void textFile_isOneEndpointALine_withCommentsAndBlankLines() throws IOException {
    EndpointFile file =
        check("\uFEFF# hooks\r\n\r\n 1/abc \r\nhttps://discord.com/api/webhooks/2/x\t# mine\n");

    assertThat(body(file)).isEqualTo("\"1/abc\"\n\"https://discord.com/api/webhooks/2/x\"\n");
    assertThat(file.bytes()).isEqualTo(body(file).length());
  }

  @Test
  void markWithinAnEndpoint_isNoComment() throws IOException {
    assertThat(body(check("1/abc#d # e\n"))).isEqualTo("\"1/abc#d\"\n");
  }

  @Test
  void jsonFile_isAnArrayOfStrings() throws IOException {
    EndpointFile file = check("  [\"1/abc\",\n \"2\\/d\\u0065f\"]\n");

    assertThat(body(file)).isEqualTo("\"1/abc\"\n\"2/def\"\n");
  }

  @Test
  void everyEntryIsSent_forTheApiToJudge() throws IOException {
    EndpointFile file = check("1/abc\nh\u00e9 \\ \"x\"\n" + "9".repeat(70_000) + "\n3/def\n");

    assertThat(body(file))
        .startsWith("\"1/abc\"\n\"h  \\\\ \\\"x\\\"\"\n\"999")
        .endsWith("9\"\n\"3/def\"\n")
        .hasSizeLessThan(5_000);
    assertThat(file.bytes()).isEqualTo(body(file).length());
  }

  @Test
  void refusedEntries_areNamedByTheirPlace_andMasked() {
    List<InvalidTarget> refused =
        List.of(new InvalidTarget(1, "is not https"), new InvalidTarget(2, "is too long"));

    assertThat(
            check("# a\n1/a\nhttp://discord.com/api/webhooks/2/" + TOKEN + "\n\n3/c").tell(refused))
        .containsExactly(
            "line 3: http://discord.com/api/webhooks/2/*** is not https",
            "line 5: 3/*** is too long");
    assertThat(check("[\"1/a\",\n\"x\", \"y\"]").tell(refused))
        .containsExactly("entry 2 (line 2): x is not https", "entry 3 (line 2): y is too long");
  }

  @Test
  void missingFile_isNamed() {
    assertUsage(() -> EndpointFile.check(directory.resolve("hooks.txt")), "no such file");
  }

  @Test
  void directory_isNoFile() {
    assertUsage(() -> EndpointFile.check(directory), "not a regular file");
  }

  @Test
  void emptyFile_isSaidToBeEmpty() {
    assertUsage(() -> check("\n# nothing yet\n"), "no endpoint in");
    assertUsage(() -> check("[]"), "no endpoint in");
  }

  @Test
  void fileWithoutAnyGoodLine_namesTheFirstBadOne() {
    assertUsage(() -> check("\n" + TOKEN + "\n"), "; it begins with line 2: ***");
  }

  @Test
  void jsonThatBreaks_isNamedByItsLine() {
    assertUsage(() -> check("[\"1/a\",\n17]"), "not a JSON array of strings (line 2)");
    assertUsage(() -> check("[\"1/a\""), "not a JSON array of strings");
    assertUsage(() -> check("[\"1/a\"] 7"), "not a JSON array of strings");
  }

  @Test
  void lineThatIsNotUtf8_isOneBadLine() throws IOException {
    Path path = directory.resolve("hooks");
    Files.write(path, "1/a\n2/b\u00e9\n3/c\n".getBytes(StandardCharsets.ISO_8859_1));

    EndpointFile file = EndpointFile.check(path);

    assertThat(body(file)).isEqualTo("\"1/a\"\n\"2/b \"\n\"3/c\"\n");
    assertThat(file.tell(List.of(new InvalidTarget(1, "contains a space"))))
        .containsExactly("line 2: 2/*** is not UTF-8");
  }

  @Test
  void textOfAnotherKind_isSaidToBe() throws IOException {
    Path path = Files.write(directory.resolve("hooks"), "1/a\n".getBytes(StandardCharsets.UTF_16));

    assertUsage(
        () -> EndpointFile.check(path), "no endpoint in " + path + "; it begins with line 1: ");
    assertUsage(() -> EndpointFile.check(path), "is not UTF-8");
  }

  private EndpointFile check(String content) {
    try {
      return EndpointFile.check(Files.writeString(directory.resolve("hooks"), content));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String body(EndpointFile file) throws IOException {
    try (InputStream body = file.open()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertUsage(ThrowingCallable act, String what) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CliFault.class,
            fault -> {
              assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(fault.what()).contains(what).doesNotContain(TOKEN);
            });
  }
}
