package dev.bonghwa.cli;

import dev.bonghwa.cli.command.Globals;
import dev.bonghwa.cli.console.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** One line about an option that cannot be read, instead of the whole usage text. */
record WrongOptions(Globals globals) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    globals.console().fault(firstLine(e), "see '" + command + " --help'");
    return ExitCode.USAGE;
  }

  private static String firstLine(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    // The parser stutters about a map's entry that is none.
    String first = message.lines().findFirst().orElse("wrong options");
    return first.replace("option option", "option");
  }
}
