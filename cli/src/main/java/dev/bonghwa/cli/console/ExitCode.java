package dev.bonghwa.cli.console;

/** The exit codes of every command, as {@code --help} lists them. */
public final class ExitCode {

  /** All is well. */
  public static final int OK = 0;

  /** Something failed: the API, the fleet, a comparison that does not agree. */
  public static final int FAULT = 1;

  /** Wrong options, or input that cannot be used: nothing was sent. */
  public static final int USAGE = 2;

  /** What was asked for does not exist. */
  public static final int NOT_FOUND = 3;

  /** The job ended, and some of its targets did not get the message. */
  public static final int PARTIAL = 4;

  /** Ended by Ctrl-C, as shells count it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
