package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.tunnel.Address;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa proxies rm}. */
@Command(
    name = "rm",
    description = "Takes egress proxies out of the list.",
    footer = {"", "Example:", "  bonghwa proxies rm 10.0.0.5:3128"})
final class ProxiesRm implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "HOST:PORT", description = "The proxies.")
  private List<String> proxies = List.of();

  ProxiesRm(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    List<Address> all = ProxiesProbe.addresses(proxies);
    NmsClient client = globals.client();
    return all.stream().mapToInt(proxy -> remove(client, proxy)).max().orElse(ExitCode.OK);
  }

  /** A fault of one does not keep the others from being asked. */
  private int remove(NmsClient client, Address proxy) {
    try {
      client.removeProxy(proxy.toString());
      globals.console().note(proxy + "  removed");
      return ExitCode.OK;
    } catch (CliFault fault) {
      globals.console().fault(proxy + ": " + fault.what(), fault.advice());
      return fault.exitCode();
    }
  }
}
