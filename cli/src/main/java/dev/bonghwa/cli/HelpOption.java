package dev.bonghwa.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The help option of every command. */
@Command
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // being there is what picocli acts on
  private boolean help;
}
