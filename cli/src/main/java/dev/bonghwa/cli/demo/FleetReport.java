package dev.bonghwa.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet says became of a job.
 *
 * @param job as it ended
 * @param unbalanced polls at which the counts did not add up to the total
 * @param otherEnds every target that ended in something else than delivered, as listed
 */
record FleetReport(JobView job, long unbalanced, List<End> otherEnds) {

  private static final int PAGE = 1_000;

  /** Where one target ended. */
  record End(int index, String state) {}

  FleetReport {
    otherEnds = List.copyOf(otherEnds);
  }

  /** Reads the whole list from the API. */
  static FleetReport read(NmsClient client, JobView job, long unbalanced) {
    var ends = new ArrayList<End>();
    @Nullable String cursor = null;
    do {
      JsonNode page = client.deliveries(job.id(), NmsClient.undeliveredStates(), PAGE, cursor);
      for (JsonNode end : page.path("deliveries")) {
        ends.add(new End(end.path("index").asInt(), end.path("state").asText()));
      }
      cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (cursor != null);
    return new FleetReport(job, unbalanced, ends);
  }
}
