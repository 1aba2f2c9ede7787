package dev.bonghwa.queue;

import dev.bonghwa.job.Target;
import dev.bonghwa.node.NodeId;
import java.util.List;

/**
 * One batch of a job that is being taken in.
 *
 * @param number 0, 1, 2, … within the job
 * @param node whose shard it is of
 */
public record StagedBatch(int number, NodeId node, List<Target> targets) {

  public StagedBatch {
    targets = List.copyOf(targets);
  }
}
