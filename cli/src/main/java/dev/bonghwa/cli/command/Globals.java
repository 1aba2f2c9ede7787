package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Terminal;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, and what follows from them and the environment. */
public final class Globals {

  /** How results are printed. */
  enum Output {
    table,
    json
  }

  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "Results as table or json (default: table).")
  private Output output = Output.table;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours; also by NO_COLOR, and where no terminal is.")
  private boolean noColor;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress and no notes: results and faults only.")
  private boolean quiet;

  private final ApiOptions api = new ApiOptions();
  private final Map<String, String> env;
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;

  public Globals(Map<String, String> env, PrintStream out, PrintStream err, Terminal terminal) {
    this.env = Map.copyOf(env);
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  Map<String, String> env() {
    return env;
  }

  boolean json() {
    return output == Output.json;
  }

  /** The streams, as the options want them. */
  public Console console() {
    boolean color =
        terminal.interactive() && !noColor && env.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(out, err, terminal, quiet, color);
  }

  /** To be mixed into the commands that call {@link #client}. */
  public ApiOptions api() {
    return api;
  }

  /** Whether a key says that there is an nms-api to ask. */
  boolean hasKey() {
    return api.hasKey(env);
  }

  /** A client for the nms-api that is meant. */
  NmsClient client() {
    return api.client(env, console());
  }
}
