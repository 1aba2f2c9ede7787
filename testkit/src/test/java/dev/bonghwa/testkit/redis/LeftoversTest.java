package dev.bonghwa.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  @Test
  void sweep_removesOnlyWhatHasNoOwner(@TempDir Path temporary) throws IOException {
    Path orphaned = Files.createDirectory(temporary.resolve("bonghwa-redis-of-999999999-1"));
    Files.writeString(orphaned.resolve("appendonly.aof"), "x");
    long self = ProcessHandle.current().pid();
    Path owned = Files.createDirectory(temporary.resolve("bonghwa-redis-of-" + self + "-1"));
    Path foreign = Files.createDirectory(temporary.resolve("bonghwa-redis-of-somebody"));

    Leftovers.sweep(temporary);

    assertThat(orphaned).doesNotExist();
    assertThat(owned).exists();
    assertThat(foreign).exists();
  }

  @Test
  void server_ofADeadOwner_isEnded_unlessThePidIsSomebodyElses(@TempDir Path temporary)
      throws IOException {
    Path orphaned = Files.createDirectory(temporary.resolve("bonghwa-redis-of-999999999-1"));
    Leftovers.remember(orphaned, ProcessHandle.current().pid());

    Leftovers.sweep(temporary);

    assertThat(orphaned).doesNotExist();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }
}
