package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path directory;

  private static Output to(Path file) {
    return new Output(file, null, Clock.systemUTC());
  }

  @Test
  void aDirectory_andAFileInNone_areToldBeforeAnythingIsMeasured() {
    Path nowhere = directory.resolve("none/figures.json");

    assertThatThrownBy(() -> to(directory).check())
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("cannot write " + directory);
    assertThatThrownBy(() -> to(nowhere).check())
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("cannot write " + nowhere);
  }

  @Test
  void looking_leavesAllAsItWas() throws IOException {
    Path there = Files.writeString(directory.resolve("there.json"), "[]");
    Path later = directory.resolve("later.json");

    assertThatCode(() -> to(there).check()).doesNotThrowAnyException();
    assertThatCode(() -> to(later).check()).doesNotThrowAnyException();

    assertThat(there).hasContent("[]");
    assertThat(later).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which has a file that can be opened, has no end, and takes nothing
  void fileThatCannotBeWritten_isNamed() {
    var measured = new Measurement("here", List.of(), List.of(), List.of());

    assertThatThrownBy(() -> new Output(null, FULL, Clock.systemUTC()).write(List.of(measured)))
        .isInstanceOf(CliFault.class)
        .hasMessage("cannot write the figures to /dev/full: No space left on device");
  }
}
