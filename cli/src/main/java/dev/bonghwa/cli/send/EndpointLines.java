package dev.bonghwa.cli.send;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Walks over the endpoints of a file, whichever of its two forms it has. */
interface EndpointLines extends Closeable {

  String ADVICE =
      "one endpoint a line, or a JSON array of strings:"
          + " https://discord.com/api/webhooks/ID/TOKEN or ID/TOKEN";

  /** Goes to the next entry; blank lines and comments are none. */
  boolean next() throws IOException;

  /** The entry, without white space around it. */
  String text();

  /** Where it is, for people: {@code line 3}. */
  String place();

  static EndpointLines open(Path path) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    skipByteOrderMark(file);
    return firstCharacter(file) == '[' ? new JsonEndpoints(file) : new TextEndpoints(file);
  }

  private static void skipByteOrderMark(InputStream file) throws IOException {
    file.mark(3);
    boolean mark = file.read() == 0xEF && file.read() == 0xBB && file.read() == 0xBF;
    if (!mark) {
      file.reset();
    }
  }

  /** Looks past white space, at most as far as one buffer reaches. */
  private static int firstCharacter(InputStream file) throws IOException {
    file.mark(1 << 15);
    int character = file.read();
    for (int looked = 1; looked < (1 << 15) && character >= 0 && character <= ' '; looked++) {
      character = file.read();
    }
    file.reset();
    return character;
  }
}
