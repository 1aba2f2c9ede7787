package dev.bonghwa.cli;

import dev.bonghwa.cli.command.Globals;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One line about a command that failed, instead of a stack trace. */
record FailedCommand(Globals globals, Map<String, String> env)
    implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CliFault fault) {
      globals.console().fault(fault.what(), fault.advice());
      return fault.exitCode();
    }
    if (e instanceof InterruptedException) {
      globals.console().fault("interrupted", "");
      return ExitCode.INTERRUPTED;
    }
    return unforeseen(e);
  }

  /** A mistake of ours; its message may quote what must not be shown, so only its kind is told. */
  private int unforeseen(Exception e) {
    globals
        .console()
        .fault(
            "an unforeseen fault: " + e.getClass().getSimpleName(),
            "please report it, with what BONGHWA_DEBUG=1 prints");
    if (env.containsKey("BONGHWA_DEBUG")) {
      e.printStackTrace(globals.console().err());
    }
    return ExitCode.FAULT;
  }
}
