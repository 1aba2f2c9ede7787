package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.bench.citizen.ScenarioResult;
import dev.bonghwa.cli.console.Table;
import java.util.List;

/** What the scenarios of a good citizen came to. */
final class CitizenSummary {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ScenarioResult> results;

  CitizenSummary(List<ScenarioResult> results) {
    this.results = results;
  }

  String text() {
    var table = new Table("SCENARIO", "MEASURED", "GOAL", "SEEN", "MET");
    for (ScenarioResult result : results) {
      String name = result.played().name();
      result
          .goals()
          .forEach(g -> table.row(name, g.what(), g.goal(), g.seen(), g.met() ? "yes" : "NO"));
    }
    return table.toString();
  }

  /** An array, one object for each scenario. */
  String json() {
    ArrayNode all = JSON.createArrayNode();
    results.forEach(result -> all.add(json(result)));
    return all.toPrettyString();
  }

  private static ObjectNode json(ScenarioResult result) {
    ObjectNode one =
        JSON.createObjectNode()
            .put("scenario", result.played().name())
            .put("seed", result.seed())
            .put("took_seconds", result.took().toMillis() / 1e3)
            .put("met", result.isMet());
    ArrayNode parameters = one.putArray("parameters");
    result.parameters().forEach(parameters::add);
    ArrayNode goals = one.putArray("goals");
    result
        .goals()
        .forEach(
            judged ->
                goals
                    .addObject()
                    .put("what", judged.what())
                    .put("goal", judged.goal())
                    .put("seen", judged.seen())
                    .put("met", judged.met()));
    return one;
  }
}
