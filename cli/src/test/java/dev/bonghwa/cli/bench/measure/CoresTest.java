package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.process.JavaCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoresTest {

  private static final JavaCommand PROGRAM = JavaCommand.of("Program");

  @Test
  void measuredProgram_hasTheLastCore_theOthersTheRest() {
    var cores = new Cores(Optional.of(Path.of("/bin/taskset")), 4);

    assertThat(cores.measured(PROGRAM).under()).isEqualTo(List.of("/bin/taskset", "-c", "3"));
    assertThat(cores.around(PROGRAM).under()).isEqualTo(List.of("/bin/taskset", "-c", "0-2"));
  }

  @Test
  void withoutTaskset_nothingIsPinned_andItSaysSo() {
    var cores = new Cores(Optional.empty(), 2);

    assertThat(cores.measured(PROGRAM)).isEqualTo(PROGRAM);
    assertThat(cores.text()).startsWith("NOT pinned (taskset is not installed)");
  }
}
