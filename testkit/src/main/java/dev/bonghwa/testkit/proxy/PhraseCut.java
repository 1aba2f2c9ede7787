package dev.bonghwa.testkit.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A cut that waits for a command that says something. Happens once. */
final class PhraseCut {
  private @Nullable String phrase;
  private Cut how = Cut.FIN;

  synchronized void arm(String text, Cut itsCut) {
    phrase = bytewise(text);
    how = itsCut;
  }

  synchronized void disarm() {
    phrase = null;
  }

  synchronized boolean isArmed() {
    return phrase != null;
  }

  /** Takes a whole command; how to cut its reply, or null when it is not the one. */
  synchronized @Nullable Cut passed(ByteArrayOutputStream command) {
    if (phrase == null || !command.toString(ISO_8859_1).contains(phrase)) {
      return null;
    }
    phrase = null;
    return how;
  }

  private static String bytewise(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
