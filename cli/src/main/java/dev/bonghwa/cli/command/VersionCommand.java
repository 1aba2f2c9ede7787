package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bonghwa version}. */
@Command(name = "version", description = "Prints the version, of this program and of its Java.")
public final class VersionCommand implements Callable<Integer> {

  private final Globals globals;

  public VersionCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    globals.console().result(globals.json() ? json() : text());
    return ExitCode.OK;
  }

  private static String text() {
    return "bonghwa " + version() + " (Java " + System.getProperty("java.version") + ")";
  }

  private static String json() {
    return "{\"version\": \""
        + version()
        + "\", \"java\": \""
        + System.getProperty("java.version")
        + "\"}";
  }

  /** The jar's version; a run from class files has none. */
  public static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
