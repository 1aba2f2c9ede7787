package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa endpoints rm}. */
@Command(
    name = "rm",
    description = "Forgives endpoints: what was gone or refused may be called again.",
    footer = {
      "",
      "Examples:",
      "  bonghwa endpoints rm 123456789012345678",
      "  bonghwa endpoints rm --all --yes"
    })
final class EndpointsRm implements Callable<Integer> {

  private final Globals globals;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY",
      description = "The endpoints' keys: of a webhook its id, as ls lists it.")
  private List<String> keys = List.of();

  @Option(names = "--all", description = "All of them; asks for --yes.")
  private boolean all;

  @Option(names = "--yes", description = "To forgive all of them is meant.")
  private boolean yes;

  EndpointsRm(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    if (keys.isEmpty() == !all) {
      throw CliFault.usage("endpoints rm: give keys, or --all", "");
    }
    return all ? forgiveAll() : forgive(globals.client());
  }

  private int forgiveAll() {
    if (!yes) {
      throw CliFault.usage(
          "--all without --yes: the next job would call every endpoint that is known to be gone",
          "each of them costs a request that counts towards a ban; add --yes if that is meant");
    }
    globals.client().forgiveAll();
    globals.console().note("no endpoint is gone any more");
    return ExitCode.OK;
  }

  /** A fault of one key does not keep the others from being asked. */
  private int forgive(NmsClient client) {
    int exitCode = ExitCode.OK;
    for (String key : keys) {
      try {
        client.forgive(key);
        globals.console().note(key + "  may be called again");
      } catch (CliFault fault) {
        globals.console().fault(key + ": " + fault.what(), fault.advice());
        exitCode = Math.max(exitCode, fault.exitCode());
      }
    }
    return exitCode;
  }
}
