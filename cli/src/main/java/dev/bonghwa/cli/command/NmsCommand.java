package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.nms.NmsApi;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa nms}: the program nms-api in this process. */
@Command(
    name = "nms",
    description = {
      "Runs nms-api in this process, until Ctrl-C or SIGTERM.",
      "",
      "Configured by the environment, as the README lists it; an option wins over its variable. The"
          + " API key comes from --key-file, API_KEY_FILE or API_KEY."
    },
    footer = {
      "",
      "Examples:",
      "  API_KEY_FILE=key.txt bonghwa nms",
      "  bonghwa nms --key-file key.txt --port 8090 --redis-url redis://10.0.0.4:6379",
      "  bonghwa nms --key-file key.txt -e LOG_LEVEL=debug -e BATCH_SIZE=200"
    })
public final class NmsCommand implements Callable<Integer> {

  private final Globals globals;

  @Mixin private ProgramOptions options = new ProgramOptions();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "API_KEY_FILE: holds the keys of main servers; wins over API_KEY.")
  private @Nullable Path keyFile;

  @Option(names = "--port", paramLabel = "PORT", description = "PORT (default: 8080).")
  private @Nullable String port;

  @Option(names = "--bind", paramLabel = "ADDRESS", description = "BIND (default: 0.0.0.0).")
  private @Nullable String bind;

  public NmsCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    NmsApi.run(environment());
    return ExitCode.OK;
  }

  private Map<String, String> environment() {
    var more = new HashMap<String, @Nullable String>();
    more.put("PORT", port);
    more.put("BIND", bind);
    var env = new HashMap<>(globals.env());
    if (keyFile != null) {
      env.remove("API_KEY"); // both at once would be a fault
      more.put("API_KEY_FILE", keyFile.toString());
    }
    return options.over(env, more);
  }
}
