package dev.bonghwa.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of every command, as {@code --help} and the README list them. */
public final class ExitCode {

  public static final int OK = 0;
  public static final int FAULT = 1;
  public static final int USAGE = 2;
  public static final int NOT_FOUND = 3;
  public static final int PARTIAL = 4;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** Each code and what it means, in the order in which they are listed. */
  public static Map<String, String> meanings() {
    var meanings = new LinkedHashMap<String, String>();
    meanings.put(
        code(OK), "done; of a job that was watched: every target was delivered or is gone");
    meanings.put(code(FAULT), "failed: the API, the fleet, a demo whose counts do not agree");
    meanings.put(code(USAGE), "wrong options, key, configuration or input; nothing was sent");
    meanings.put(code(NOT_FOUND), "not found; worker: ended by a second signal while it drained");
    meanings.put(
        code(PARTIAL),
        "partial: a job that was watched ended and a target, or a line that was left out, did not"
            + " get the message; gone ones do not count");
    meanings.put(
        code(INTERRUPTED),
        "Ctrl-C (143: SIGTERM); a job that was watched goes on. nms and worker stop in order and"
            + " answer 0");
    return meanings;
  }

  private static String code(int code) {
    return Integer.toString(code);
  }
}
