package dev.bonghwa.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JavaCommand ECHO = JavaCommand.of(EchoMain.class);

  @Test
  void start_hasItsArgumentsAndOnlyItsEnvironment() {
    try (JavaProcess echo = ECHO.arguments("a", "b").env("NAME", "beacon").start()) {
      echo.awaitLine("ready", PATIENCE);

      assertThat(echo.lines()).contains("args=a,b", "name=beacon foreign=null");
    }
  }

  @Test
  void awaitExit_givesTheExitCode() {
    try (JavaProcess echo = ECHO.start()) {
      assertThat(echo.awaitExit(PATIENCE)).isEqualTo(7);
    }
  }

  @Test
  void term_runsShutdownHooks() {
    try (JavaProcess echo = ECHO.arguments("stay").start()) {
      echo.awaitLine("ready", PATIENCE);

      echo.signal(Signal.TERM);

      assertThat(echo.awaitExit(PATIENCE)).isEqualTo(143);
      echo.awaitLine("bye", PATIENCE);
    }
  }

  @Test
  void end_leavesTimeForAnOrderlyEnd_andAllItPrintedIsInTheLog(@TempDir Path directory)
      throws IOException {
    Path log = directory.resolve("echo.log");
    JavaProcess echo = ECHO.arguments("stay").start(log);
    echo.awaitLine("ready", PATIENCE);

    echo.terminate();
    Thread.currentThread().interrupt(); // as in a caller that gives up
    echo.end(PATIENCE);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllLines(log)).contains("ready").endsWith("bye");
  }

  @Test
  void stopped_processStaysUntilKilled() {
    try (JavaProcess echo = ECHO.arguments("stay").start()) {
      echo.awaitLine("ready", PATIENCE);

      echo.signal(Signal.STOP);
      assertThat(echo.isAlive()).isTrue();
      echo.signal(Signal.KILL);

      assertThat(echo.awaitExit(PATIENCE)).isEqualTo(137);
    }
  }

  @Test
  void awaitLine_inVain_showsWhatWasPrinted() {
    try (JavaProcess echo = ECHO.named("echo").start()) {
      assertThatThrownBy(() -> echo.awaitLine("never", PATIENCE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("echo printed no line like \"never\"")
          .hasMessageContaining("exit code 7")
          .hasMessageContaining("name=null");
    }
  }

  @Test
  void assertNoSecret_namesTheLineButNotTheSecret() {
    String token = "abcdefghijklmnopqrstuvwxyz0123456789";
    try (JavaProcess echo = ECHO.arguments("url/" + token.substring(0, 20)).start()) {
      echo.awaitLine("ready", PATIENCE);

      echo.assertNoSecret("another-token-that-was-not-printed");
      assertThatThrownBy(() -> echo.assertNoSecret(token))
          .hasMessageStartingWith("EchoMain printed a secret: args=url/***");
    }
  }
}
