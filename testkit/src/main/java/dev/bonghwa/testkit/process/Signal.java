package dev.bonghwa.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process can be told. */
public enum Signal {
  /** An orderly end. */
  TERM,
  INT,
  /** The end, at once. */
  KILL,
  /** Stands still until {@link #CONT}: its sockets stay open. */
  STOP,
  CONT;

  /** Sends it to that process and to no other. */
  public void to(long pid) {
    try {
      // The shell's own: a small image has no program of that name.
      String kill = "kill -" + name() + " " + pid;
      int exit = new ProcessBuilder("sh", "-c", kill).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name() + " " + pid + ": no such process");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("kill -" + name() + " " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before kill -" + name() + " " + pid, e);
    }
  }
}
