package dev.bonghwa.cli.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Ends the processes of a fleet when this JVM dies without a word, as by {@code kill -9}: then no
 * shutdown hook runs.
 *
 * <p>A small shell reads their pids from a pipe. Whatever ends us, the system closes our end of it;
 * that is what the shell waits for. The programs need no switch for it, and nobody polls. It hears
 * no Ctrl-C, which reaches all processes of a terminal at once: the fleet still ends in order then.
 */
final class Lifeline implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      pids=
      while read -r pid; do
        [ "$pid" = end ] && exit 0
        pids="$pids $pid"
      done
      kill -9 $pids
      """;

  private final @Nullable OutputStream pipe;

  /** Without a shell there is no lifeline, and everything else works. */
  Lifeline() {
    pipe = open();
  }

  private static @Nullable OutputStream open() {
    try {
      return new ProcessBuilder("sh", "-c", SCRIPT)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .getOutputStream();
    } catch (IOException e) {
      return null;
    }
  }

  /** From now on this process does not outlive us; a pid below 2 is no process of ours. */
  void hold(long pid) {
    if (pid > 1) {
      say(Long.toString(pid));
    }
  }

  /** What the system does when we are gone. */
  void cut() {
    try {
      if (pipe != null) {
        pipe.close();
      }
    } catch (IOException e) {
      // the shell is gone: there is nothing to close
    }
  }

  /** All have ended: their pids may soon be somebody else's. */
  @Override
  public void close() {
    say("end");
    cut();
  }

  private void say(String word) {
    try {
      if (pipe != null) {
        pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
      }
    } catch (IOException e) {
      // somebody ended the shell: what is left is the shutdown hook
    }
  }
}
