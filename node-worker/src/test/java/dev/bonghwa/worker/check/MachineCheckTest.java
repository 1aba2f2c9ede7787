package dev.bonghwa.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {

  @TempDir private Path root;

  @Test
  void whatAContainerLeaves_counts() throws IOException {
    put("proc/meminfo", "MemTotal:        8388608 kB\nMemFree: 1 kB\n");
    put("sys/fs/cgroup/memory.max", "188743680\n");
    put(
        "proc/self/limits",
        "Limit   Soft  Hard\nMax open files            1024    4096    files\n");

    assertThat(found(100))
        .as("cgroup 2")
        .contains("Ok[subject=memory, what=180 MiB (the container's limit)");
    assertThat(found(1_000)).contains("Warning[subject=memory", "MAX_CONCURRENT 1000 may take 185");
    assertThat(found(200)).contains("Ok[subject=open files, what=1024 allowed");
    assertThat(found(1000)).contains("Fault[subject=open files", "too few for MAX_CONCURRENT 1000");
  }

  @Test
  void noLimit_isTheMachine() throws IOException {
    put("proc/meminfo", "MemTotal:        1048576 kB\n");
    put("sys/fs/cgroup/memory.max", "max\n");
    put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(found(200))
        .contains("Ok[subject=memory, what=1024 MiB, enough", "Skipped[subject=open files");
  }

  @Test
  void anOlderContainersLimit_countsToo() throws IOException {
    put("proc/meminfo", "MemTotal:        1048576 kB\n");
    put("sys/fs/cgroup/memory/memory.limit_in_bytes", "402653184\n");

    assertThat(found(200)).contains("Ok[subject=memory, what=384 MiB (the container's limit)");
  }

  private String found(int maxConcurrent) {
    return new MachineCheck(maxConcurrent, root, 2).look().toString();
  }

  private void put(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
