package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One table of exit codes: in the code, in the help and in the README. */
class ExitCodesTest {

  @Test
  void theReadme_hasTheTable() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    ExitCode.meanings()
        .forEach((code, meaning) -> assertThat(readme).contains("| " + code + " | " + meaning));
  }

  @Test
  void theHelp_hasTheTable() {
    String help = help().replaceAll("\\s+", " ");

    ExitCode.meanings().forEach((code, meaning) -> assertThat(help).contains(code + " " + meaning));
  }

  private static String help() {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Bonghwa.run(new String[] {"--help"}, Map.of(), stream, stream, Terminal.none());
    return out.toString(StandardCharsets.UTF_8);
  }
}
