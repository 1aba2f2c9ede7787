package dev.bonghwa.nms.nodes;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobState;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.registry.RegisteredNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many targets of running jobs are planned for each node and have not ended. */
public final class NodeQueues {
  private final JobReader reader;

  public NodeQueues(JobReader reader) {
    this.reader = reader;
  }

  List<NodeView> views(List<RegisteredNode> nodes) throws InterruptedException {
    Map<NodeId, Long> queued = new HashMap<>();
    for (Job job : Await.on(reader.unfinished())) {
      if (job.state() == JobState.RUNNING) {
        job.shards().forEach(s -> queued.merge(s.node(), s.targets() - s.done(), Long::sum));
      }
    }
    return nodes.stream()
        .map(node -> NodeView.of(node, queued.getOrDefault(node.status().node(), 0L)))
        .toList();
  }
}
