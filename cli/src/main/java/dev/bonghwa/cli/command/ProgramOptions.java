package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.config.Env;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that both programs of a fleet take; each stands for a variable. */
final class ProgramOptions {

  @Option(
      names = "--redis-url",
      paramLabel = "URL",
      description = "REDIS_URL (default: redis://localhost:6379).")
  private @Nullable String redisUrl;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      description = "MANAGEMENT_PORT: health and metrics; 0 for any (default: 8081).")
  private @Nullable String managementPort;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "ENV_FILE: a file of variables, one NAME=VALUE a line.")
  private @Nullable String envFile;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description =
          "Any other variable of the README's table; no secrets here, a shell keeps them.")
  private Map<String, String> variables = new LinkedHashMap<>();

  /** The environment with these options, and those of the command, on top. */
  Map<String, String> over(Map<String, String> env, Map<String, @Nullable String> more) {
    variables.keySet().forEach(ProgramOptions::requireKnown);
    var all = new HashMap<>(env);
    all.putAll(variables);
    put(all, "REDIS_URL", redisUrl);
    put(all, "MANAGEMENT_PORT", managementPort);
    put(all, "ENV_FILE", envFile);
    more.forEach((name, value) -> put(all, name, value));
    return all;
  }

  /** In the environment a strange name may be anybody's; given here it is a slip. */
  private static void requireKnown(String name) {
    if (!Env.isVariable(name)) {
      String meant = Env.nearest(name).map(near -> "did you mean " + near + "? ").orElse("");
      throw CliFault.usage(
          "-e " + name + ": there is no such variable",
          meant + "the README's table lists all of them");
    }
  }

  private static void put(Map<String, String> env, String name, @Nullable String value) {
    if (value != null) {
      env.put(name, value);
    }
  }
}
