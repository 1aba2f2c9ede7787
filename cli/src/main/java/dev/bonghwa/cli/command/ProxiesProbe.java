package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bonghwa.cli.api.ApiTrust;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.tunnel.Address;
import dev.bonghwa.cli.tunnel.Probe;
import dev.bonghwa.cli.tunnel.Probed;
import dev.bonghwa.config.ConfigFaults;
import dev.bonghwa.config.Env;
import dev.bonghwa.egress.ProxyLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa proxies test}. */
@Command(
    name = "test",
    description = {
      "Goes through proxies from this machine: connects, opens a tunnel, speaks TLS with the other"
          + " end, and sends nothing.",
      "",
      "Logs in with PROXY_USER and PROXY_PASSWORD, or PROXY_PASSWORD_FILE, as a worker does. Exit"
          + " code 1 when one of them does not let it through."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa proxies test",
      "  bonghwa proxies test 10.0.0.5:3128 --to discord.com:443"
    })
final class ProxiesProbe implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Globals globals;

  @Parameters(
      arity = "0..*",
      paramLabel = "HOST:PORT",
      description = "The proxies (default: all that the API lists).")
  private List<String> proxies = List.of();

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      description = "Where the tunnel leads (default: discord.com:443).")
  private String to = "discord.com:443";

  @Option(
      names = "--trust-certs",
      paramLabel = "FILE",
      description =
          "PEM of the authority behind the other end (default: TRUST_CERTS_FILE, else the"
              + " system's).")
  private @Nullable Path trustCerts;

  ProxiesProbe(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    Probe probe = probe();
    List<Address> all = addresses(proxies.isEmpty() ? listed() : proxies);
    if (all.isEmpty()) {
      throw CliFault.usage("there are no proxies to test", "name one, or add it to the list");
    }
    List<Probed> probed = probeAll(probe, all);
    globals.console().result(globals.json() ? json(probed).toPrettyString() : text(probed));
    return probed.stream().allMatch(Probed::isGood) ? ExitCode.OK : ExitCode.FAULT;
  }

  /** As addresses; what is none is not repeated: it may hold a password. */
  static List<Address> addresses(List<String> texts) {
    return texts.stream()
        .map(
            text ->
                Address.parse(text)
                    .orElseThrow(
                        () ->
                            CliFault.usage(
                                "a proxy must be HOST:PORT, without a user",
                                "its login is PROXY_USER and PROXY_PASSWORD")))
        .toList();
  }

  private Probe probe() {
    Address address =
        Address.parse(to).orElseThrow(() -> CliFault.usage("--to is not HOST:PORT: " + to, ""));
    Env env = Env.of(globals.env());
    Optional<String> user = env.secret("PROXY_USER");
    Optional<String> password = env.secret("PROXY_PASSWORD");
    Path trusted = trustCerts == null ? env.file("TRUST_CERTS_FILE") : trustCerts;
    check(env);
    @Nullable ProxyLogin login =
        user.map(name -> new ProxyLogin(name, password.orElse(""))).orElse(null);
    ApiTrust trust = trusted == null ? ApiTrust.ofSystem() : ApiTrust.only(trusted.toString());
    return new Probe(address, login, trust.tls(), PATIENCE);
  }

  private static void check(Env env) {
    try {
      env.check();
    } catch (ConfigFaults e) {
      throw CliFault.usage(String.join("; ", e.faults()), "");
    }
  }

  private List<String> listed() {
    return globals
        .client()
        .proxies()
        .path("proxies")
        .valueStream()
        .map(proxy -> proxy.path("id").asText())
        .toList();
  }

  private static List<Probed> probeAll(Probe probe, List<Address> all) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Probed>> each =
          all.stream().map(proxy -> (Callable<Probed>) () -> probe.of(proxy)).toList();
      return threads.invokeAll(each).stream().map(Future::resultNow).toList();
    }
  }

  private static String text(List<Probed> probed) {
    var table = new Table("PROXY", "RESULT", ">MS", "WHAT HAPPENED");
    for (Probed each : probed) {
      table.row(
          each.proxy(),
          each.isGood() ? "ok" : "failed: " + each.step().word(),
          Long.toString(each.took().toMillis()),
          each.advice().isEmpty() ? each.detail() : each.detail() + "; " + each.advice());
    }
    return table.toString();
  }

  private static JsonNode json(List<Probed> probed) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Probed each : probed) {
      all.addObject()
          .put("proxy", each.proxy())
          .put("ok", each.isGood())
          .put("step", each.step().word())
          .put("detail", each.detail())
          .put("advice", each.advice())
          .put("millis", each.took().toMillis());
    }
    return all;
  }
}
