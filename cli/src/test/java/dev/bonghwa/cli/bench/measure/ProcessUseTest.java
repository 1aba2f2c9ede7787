package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUseTest {

  @Test
  void stat_isReadAfterTheNameThatMayHoldAnything() {
    String stat = "42 (a) (b c)) S 1 42 42 0 -1 4194560 9 0 0 0 150 25 7 8 20 0 33 0 1 2 3";
    String status = "Name:\ta\nVmHWM:\t  2048 kB\nVmRSS:\t 1500 kB\nRssAnon:\t 1024 kB\n";

    assertThat(ProcessUse.parse(stat, status)).isEqualTo(new ProcessUse(1.75, 2 << 20, 1 << 20));
  }

  @Test
  void cpu_isCountedFromASampleOn() {
    ProcessUse before = new ProcessUse(1.5, 0, 0);

    assertThat(new ProcessUse(2.25, 0, 0).cpuSince(before)).isEqualTo(0.75);
  }
}
