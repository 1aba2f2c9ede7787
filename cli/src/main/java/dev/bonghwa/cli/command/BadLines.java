package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.send.EndpointFile;

/**
 * Tells which lines of a file are no endpoints: as warnings, or with {@code --strict} as a fault.
 */
final class BadLines {

  private BadLines() {}

  static void report(EndpointFile file, boolean strict, Console console) {
    if (file.badCount() == 0) {
      return;
    }
    String what = Words.count(file.badCount(), "line") + " of the file cannot be an endpoint";
    if (strict) {
      throw CliFault.usage(
          what, list(file) + "\n  nothing was sent: correct the file, or leave out --strict");
    }
    console.warn(what + " and will be left out\n  " + list(file));
  }

  private static String list(EndpointFile file) {
    var list = new StringBuilder();
    for (EndpointFile.BadLine bad : file.bad()) {
      list.append(list.isEmpty() ? "" : "\n  ");
      list.append("line ").append(bad.line()).append(": ").append(bad.what());
    }
    int more = file.badCount() - file.bad().size();
    return more == 0 ? list.toString() : list + "\n  and " + Words.number(more) + " more";
  }
}
