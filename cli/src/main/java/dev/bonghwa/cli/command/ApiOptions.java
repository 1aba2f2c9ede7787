package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.ApiTrust;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.config.Env;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of the commands that call an nms-api: where it is, with which key. */
final class ApiOptions {

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = {"The nms-api. Default: BONGHWA_URL, else", ApiAddress.USUAL + "."})
  private @Nullable String url;

  @Option(
      names = "--key-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The file that holds the API key; else API_KEY_FILE, else API_KEY.")
  private @Nullable Path keyFile;

  @Option(
      names = "--ca-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "PEM of the authority behind an https URL (default: BONGHWA_CA_FILE, else the system's).")
  private @Nullable Path caFile;

  /** Whether a key says that there is an nms-api to ask. */
  boolean hasKey(Map<String, String> env) {
    return keyFile != null
        || !env.getOrDefault("API_KEY", "").isBlank()
        || !env.getOrDefault("API_KEY_FILE", "").isBlank();
  }

  /** The variables, with {@code --key-file} as the key of an nms-api where they name none. */
  Map<String, String> over(Map<String, String> variables) {
    Env env = Env.of(variables);
    if (keyFile == null || env.isSet("API_KEY")) {
      return variables;
    }
    Map<String, String> all = new HashMap<>(variables);
    all.put("API_KEY_FILE", keyFile.toString());
    return all;
  }

  /** A client for the nms-api that is meant. */
  NmsClient client(Map<String, String> env, Console console) {
    ApiAddress address = ApiAddress.parse(chosen(url, env, "BONGHWA_URL", ApiAddress.USUAL));
    ApiKey key = ApiKey.find(keyFile, env);
    String ca = chosen(caFile == null ? null : caFile.toString(), env, "BONGHWA_CA_FILE", "");
    if (address.isExposed()) {
      console.warn("the API key and the webhooks' tokens go to " + address + " unencrypted");
    }
    return new NmsClient(address, key, ca.isEmpty() ? ApiTrust.ofSystem() : ApiTrust.only(ca));
  }

  private static String chosen(
      @Nullable String option, Map<String, String> env, String variable, String usual) {
    String fromEnv = env.getOrDefault(variable, "");
    return option != null ? option : fromEnv.isBlank() ? usual : fromEnv;
  }
}
