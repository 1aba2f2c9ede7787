package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Terminal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The nms-api (default: BONGHWA_URL, else " + ApiAddress.USUAL + ").")
  private @Nullable String url;

  @Option(
      names = "--key-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The file that holds the API key; else API_KEY_FILE, else API_KEY.")
  private @Nullable Path keyFile;

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

  @Nullable Path keyFile() {
    return keyFile;
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

  /** A client for the nms-api that is meant. */
  NmsClient client() {
    String fromEnv = env.getOrDefault("BONGHWA_URL", "");
    String usual = fromEnv.isBlank() ? ApiAddress.USUAL : fromEnv;
    ApiAddress address = ApiAddress.parse(url == null ? usual : url);
    ApiKey key = ApiKey.find(keyFile, env);
    if (address.isExposed()) {
      console().warn("the API key and the webhooks' tokens go to " + address + " unencrypted");
    }
    return new NmsClient(address, key);
  }
}
