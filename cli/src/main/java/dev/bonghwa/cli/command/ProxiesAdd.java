package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa proxies add}. */
@Command(
    name = "add",
    description = {
      "Adds egress proxies: HTTP proxies that take CONNECT.",
      "",
      "Their login is PROXY_USER and PROXY_PASSWORD of the workers, never part of an address."
    },
    footer = {"", "Example:", "  bonghwa proxies add 10.0.0.5:3128 proxy-2.example:3128"})
final class ProxiesAdd implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "HOST:PORT", description = "The proxies.")
  private List<String> proxies = List.of();

  ProxiesAdd(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ProxiesProbe.addresses(proxies)
        .forEach(proxy -> body.withArray("proxies").add(proxy.toString()));
    JsonNode added = globals.client().addProxies(body);
    globals
        .console()
        .result(globals.json() ? added.toPrettyString() : ProxiesLs.text(added.path("proxies")));
    return ExitCode.OK;
  }
}
