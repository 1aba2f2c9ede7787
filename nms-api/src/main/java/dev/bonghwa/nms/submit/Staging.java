package dev.bonghwa.nms.submit;

import dev.bonghwa.job.Target;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.StagedBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Cuts each node's shard into batches and puts them into one staging area, some by one call and two
 * calls at a time: more would only wait in the memory of this program.
 */
final class Staging {
  private static final int MOST_OUTSTANDING = 2;

  /** As many full ones as one call takes, and more of those that are not full. */
  private static final int FULL_AT_ONCE = 4;

  private static final int MOST_AT_ONCE = 64;

  private final Stage stage;
  private final ShardPlan plan;
  private final int batchSize;
  private final List<List<Target>> open = new ArrayList<>();
  private final int[] planned;
  private final Queue<Put> outstanding = new ArrayDeque<>();
  private List<StagedBatch> filling = new ArrayList<>();
  private int fillingTargets;
  private int batches;
  private boolean replay;
  private boolean staged;

  /** With {@code replay} everything is counted and nothing staged. */
  Staging(Stage stage, ShardPlan plan, int batchSize, boolean replay) {
    this.stage = stage;
    this.plan = plan;
    this.batchSize = batchSize;
    this.replay = replay;
    this.planned = new int[plan.nodes().size()];
    plan.nodes().forEach(node -> open.add(new ArrayList<>()));
  }

  /** Puts batches where the commit will find them; false when the job was committed before. */
  interface Stage {
    CompletionStage<Boolean> put(List<StagedBatch> batches);
  }

  private record Put(CompletionStage<Boolean> first, Supplier<CompletionStage<Boolean>> again) {}

  /** Adds a target whose endpoint is in that slot. */
  void add(Target target, int slot) throws InterruptedException {
    int shard = plan.shardOf(slot);
    planned[shard]++;
    open.get(shard).add(target);
    if (open.get(shard).size() == batchSize) {
      cut(shard);
    }
  }

  /** Returns when everything is staged but the {@link #rest}. */
  void finish() throws InterruptedException {
    for (int shard = 0; shard < open.size(); shard++) {
      if (!open.get(shard).isEmpty()) {
        cut(shard);
      }
    }
    while (!outstanding.isEmpty()) {
      confirm();
    }
  }

  /** What goes with the commit: of a small job, all of it. */
  List<StagedBatch> rest() {
    return List.copyOf(filling);
  }

  /** Whether anything was put into the staging area. */
  boolean hasStaged() {
    return staged;
  }

  int batches() {
    return batches;
  }

  int protocol() {
    return plan.protocol();
  }

  /** What each node's shard has got. */
  Map<NodeId, Integer> plan() {
    Map<NodeId, Integer> shards = new HashMap<>();
    for (int i = 0; i < planned.length; i++) {
      if (planned[i] > 0) {
        shards.put(plan.nodes().get(i), planned[i]);
      }
    }
    return shards;
  }

  private void cut(int shard) throws InterruptedException {
    List<Target> targets = open.set(shard, new ArrayList<>());
    // A batch's indexes rise; a redrive's targets come in no order.
    targets.sort(Comparator.comparingInt(Target::index));
    filling.add(new StagedBatch(batches++, plan.nodes().get(shard), targets));
    fillingTargets += targets.size();
    if (fillingTargets >= FULL_AT_ONCE * batchSize || filling.size() == MOST_AT_ONCE) {
      put();
    }
  }

  private void put() throws InterruptedException {
    List<StagedBatch> full = filling;
    filling = new ArrayList<>();
    fillingTargets = 0;
    if (!replay) {
      staged = true;
      Supplier<CompletionStage<Boolean>> put = () -> stage.put(full);
      outstanding.add(new Put(put.get(), put));
    }
    if (outstanding.size() == MOST_OUTSTANDING) {
      confirm();
    }
  }

  private void confirm() throws InterruptedException {
    Put oldest = outstanding.remove();
    boolean taken = Await.onRepeatable(oldest.first(), oldest.again());
    replay |= !taken;
  }
}
