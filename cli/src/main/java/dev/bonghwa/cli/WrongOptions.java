package dev.bonghwa.cli;

import dev.bonghwa.cli.command.Globals;
import dev.bonghwa.cli.console.ExitCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.ParameterException;

/** One line about an option that cannot be read, instead of the whole usage text. */
record WrongOptions(Globals globals) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    globals.console().fault(firstLine(e) + alsoMissing(e, args), "see '" + command + " --help'");
    return ExitCode.USAGE;
  }

  /** The parser stops at the first thing that is missing; a group of options is its last. */
  private static String alsoMissing(ParameterException e, String[] args) {
    return e instanceof MissingParameterException missing
        ? e.getCommandLine().getCommandSpec().argGroups().stream()
            .filter(group -> group.multiplicity().min() > 0 && !isNamed(group, args))
            .map(ArgGroupSpec::synopsis)
            .filter(synopsis -> !String.valueOf(missing.getMessage()).contains(synopsis))
            .map(synopsis -> " and " + synopsis)
            .collect(Collectors.joining())
        : "";
  }

  private static boolean isNamed(ArgGroupSpec group, String[] args) {
    return group.options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .anyMatch(name -> Arrays.stream(args).anyMatch(arg -> (arg + "=").startsWith(name + "=")));
  }

  private static String firstLine(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    // The parser stutters about a map's entry that is none.
    String first = message.lines().findFirst().orElse("wrong options");
    return first.replace("option option", "option");
  }
}
