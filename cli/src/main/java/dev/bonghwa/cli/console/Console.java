package dev.bonghwa.cli.console;

import java.io.PrintStream;

/**
 * The two streams of a command. Results go to the standard output, everything about the way there
 * (progress, notes, faults) to the standard error, so that a pipe gets results only.
 *
 * @param quiet leaves out notes and progress; results and faults stay
 * @param color whether words may be coloured
 */
public record Console(
    PrintStream out, PrintStream err, Terminal terminal, boolean quiet, boolean color) {

  /** Prints a result. */
  public void result(String text) {
    out.println(text);
    out.flush();
  }

  /** Says something that is good to know. */
  public void note(String text) {
    if (!quiet) {
      err.println(text);
      err.flush();
    }
  }

  /** Says something that the user should look at. */
  public void warn(String text) {
    err.println(paint(Paint.YELLOW, "warning: ") + text);
    err.flush();
  }

  /** Says why a command failed and what to do about it. */
  public void fault(String message, String advice) {
    err.println(paint(Paint.RED, "bonghwa: ") + message);
    if (!advice.isEmpty()) {
      err.println("  " + advice);
    }
    err.flush();
  }

  /** The text in that colour, or as it is where colours are off. */
  public String paint(Paint paint, String text) {
    return color ? paint.on(text) : text;
  }
}
