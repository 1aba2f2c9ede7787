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

  /** The line of the file it is on, from 1. */
  long number();

  /** Whether it has the outer form of an endpoint. The API looks closer. */
  default boolean isEndpoint() {
    String text = text();
    return text.length() <= 2_048 && text.matches("(?:https://|[0-9]+/)[\\x21-\\x7e]+");
  }

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
