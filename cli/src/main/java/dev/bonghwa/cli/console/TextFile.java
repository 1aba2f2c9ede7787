package dev.bonghwa.cli.console;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that a command was told to write what it found into. */
public record TextFile(Path path) {

  /**
   * To be called before a long work begins.
   *
   * @throws CliFault of usage, if it cannot be written
   */
  public void check() {
    boolean wasThere = Files.exists(path);
    try {
      // Whether it can be written is known by trying: a directory, for one, has the rights to.
      Files.newByteChannel(path, CREATE, WRITE).close();
      if (!wasThere) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw CliFault.usage(
          "cannot write " + path + ": " + Words.reason(e),
          "name a file in a directory that is there, and yours to write to");
    }
  }

  /**
   * What it says now; empty when it is not there, or a device, which may be without an end.
   *
   * @throws CliFault if it cannot be read
   */
  public String text() {
    try {
      return Files.isRegularFile(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw CliFault.fault("cannot read " + path + ": " + Words.reason(e), "");
    }
  }

  /**
   * Puts this text in place of what it says.
   *
   * @throws CliFault if it cannot be written
   */
  public void write(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw CliFault.fault("cannot write " + path + ": " + Words.reason(e), "");
    }
  }
}
