package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifelineIT {

  private Lifeline lifeline;
  private ProcessHandle shell;
  private Process held;

  @BeforeEach
  void start() throws IOException {
    Set<ProcessHandle> others = children();
    lifeline = new Lifeline();
    Set<ProcessHandle> started = children();
    started.removeAll(others);
    assertThat(started).hasSize(1);
    shell = started.iterator().next();
    held = new ProcessBuilder("cat").start();
    lifeline.hold(held.pid());
  }

  @AfterEach
  void end() {
    held.destroyForcibly();
    lifeline.close();
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  @Test
  void heldProcess_endsWithUs() throws InterruptedException {
    lifeline.cut();

    assertThat(held.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void heldProcess_isLeftAlone_afterAnOrderlyEnd() throws Exception {
    lifeline.close();
    shell.onExit().get(10, TimeUnit.SECONDS);

    assertThat(echo("still here")).isEqualTo("still here");
  }

  /** Only a process that was not ended says it again. */
  private String echo(String line) throws IOException {
    try (BufferedWriter in = held.outputWriter()) {
      in.write(line + "\n");
    }
    return held.inputReader().readLine();
  }
}
