package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bonghwa proxies ls}: whatever the API says of each, a column for each of its fields. */
@Command(
    name = "ls",
    description = "Lists the egress proxies and how they are.",
    footer = {"", "Examples:", "  bonghwa proxies ls", "  bonghwa proxies ls --output json"})
final class ProxiesLs implements Callable<Integer> {

  /** The same as the id, for programs of before. */
  private static final String URL = "proxy";

  private final Globals globals;

  ProxiesLs(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    JsonNode all = globals.client().proxies();
    globals.console().result(globals.json() ? all.toPrettyString() : text(all.path("proxies")));
    return ExitCode.OK;
  }

  static String text(JsonNode proxies) {
    if (proxies.isEmpty()) {
      return "no proxies: requests leave from the nodes' own addresses";
    }
    List<String> fields = List.copyOf(fields(proxies));
    var table =
        new Table(
            fields.stream()
                .map(name -> name.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
    for (JsonNode proxy : proxies) {
      table.row(fields.stream().map(name -> cell(proxy.path(name))).toArray(String[]::new));
    }
    return table.toString();
  }

  private static Set<String> fields(JsonNode proxies) {
    Set<String> fields = new LinkedHashSet<>(List.of("id"));
    for (JsonNode proxy : proxies) {
      proxy
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isValueNode() && !field.getKey().equals(URL)) {
                  fields.add(field.getKey());
                }
              });
    }
    return fields;
  }

  private static String cell(JsonNode value) {
    return value.isNull() || !value.isValueNode() ? "-" : value.asText();
  }
}
