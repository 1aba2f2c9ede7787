package dev.bonghwa.cli.console;

import java.util.function.IntSupplier;

/**
 * What the standard error can show.
 *
 * @param interactive someone looks at it: a line may be drawn again and again
 * @param unicode block characters can be printed
 * @param width columns, asked anew whenever a line is drawn
 */
public record Terminal(boolean interactive, boolean unicode, IntSupplier width) {

  /** The width that is assumed where nobody can say. */
  public static final int USUAL_WIDTH = 100;

  /** No terminal: a pipe, a file, a CI log. */
  public static Terminal none() {
    return new Terminal(false, false, () -> USUAL_WIDTH);
  }
}
