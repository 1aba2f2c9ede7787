package dev.bonghwa.nms.submit;

import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.plan.Pace;
import dev.bonghwa.node.NodeId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a submit.
 *
 * @param invalid the first 20 entries that would be left out
 * @param shards targets of each node
 * @param warnings what may go wrong, in sentences
 */
public record Planned(
    long total,
    JobSpec.Excluded excluded,
    List<InvalidTarget> invalid,
    Map<NodeId, Integer> shards,
    Forecast forecast,
    List<String> warnings) {

  /**
   * How long it would take.
   *
   * @param perSecond what the fleet may be counted on for, 0 when that is not known
   * @param seconds until the job would have ended, after all that waits; empty when not known
   * @param limit what the seconds are due to
   */
  public record Forecast(double perSecond, OptionalLong seconds, Pace.@Nullable Limit limit) {}
}
