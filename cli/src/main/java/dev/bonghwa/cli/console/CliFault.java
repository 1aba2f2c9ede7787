package dev.bonghwa.cli.console;

/**
 * A command that cannot go on. The message is one line for people and holds no token and no key;
 * the advice says what to do next and may be empty.
 */
public final class CliFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String what;
  private final String advice;

  public CliFault(int exitCode, String message, String advice) {
    super(message, null, false, false);
    this.what = message;
    this.exitCode = exitCode;
    this.advice = advice;
  }

  /** Input that cannot be used. */
  public static CliFault usage(String message, String advice) {
    return new CliFault(ExitCode.USAGE, message, advice);
  }

  /** Something that failed while the input was fine. */
  public static CliFault fault(String message, String advice) {
    return new CliFault(ExitCode.FAULT, message, advice);
  }

  /** The same fault with one more line of advice. */
  public CliFault advising(String line) {
    return new CliFault(exitCode, what, advice.isEmpty() ? line : advice + "\n  " + line);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The one line that says what is wrong. */
  public String what() {
    return what;
  }

  /** What to do about it; may be empty. */
  public String advice() {
    return advice;
  }
}
