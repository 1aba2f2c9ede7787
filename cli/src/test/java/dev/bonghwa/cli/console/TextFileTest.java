package dev.bonghwa.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir private Path directory;

  @Test
  void check_refusesADirectory_andAFileInNone() {
    Path nowhere = directory.resolve("none/page.md");

    assertThatThrownBy(() -> new TextFile(directory).check())
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("cannot write " + directory);
    assertThatThrownBy(() -> new TextFile(nowhere).check())
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("cannot write " + nowhere);
  }

  @Test
  void check_leavesAllAsItWas() throws IOException {
    Path there = Files.writeString(directory.resolve("there.md"), "text");
    Path later = directory.resolve("later.md");

    assertThatCode(() -> new TextFile(there).check()).doesNotThrowAnyException();
    assertThatCode(() -> new TextFile(later).check()).doesNotThrowAnyException();

    assertThat(there).hasContent("text");
    assertThat(later).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which has a file that can be opened, has no end, and takes nothing
  void deviceThatTakesNothing_isNamed_andNotRead() {
    var full = new TextFile(Path.of("/dev/full"));

    assertThat(full.text()).isEmpty();
    assertThatThrownBy(() -> full.write("text"))
        .isInstanceOf(CliFault.class)
        .hasMessage("cannot write /dev/full: No space left on device");
  }
}
