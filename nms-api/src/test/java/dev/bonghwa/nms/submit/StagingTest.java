package dev.bonghwa.nms.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Target;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.nms.plan.ShardPlanner;
import dev.bonghwa.nms.plan.WeightedNode;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.StagedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagingTest {
  private static final int BATCH_SIZE = 2;

  private final List<List<StagedBatch>> calls = new ArrayList<>();
  private boolean committed;

  @Test
  void aSmallJob_goesWithItsCommit() throws InterruptedException {
    Staging staging = staging(1, false);

    add(staging, 0, 3);
    staging.finish();

    assertThat(staging.rest()).extracting(batch -> indexes(batch)).containsExactly(of(0, 1), of(2));
    assertThat(staging.hasStaged()).isFalse();
    assertThat(calls).isEmpty();
  }

  @Test
  void eachShard_hasItsOwnBatches_numberedAsTheyAreCut() throws InterruptedException {
    ShardPlan plan = plan(2);
    Staging staging = new Staging(this::put, plan, BATCH_SIZE, false);
    int other = slotOf(plan, 1);

    staging.add(target(0), slotOf(plan, 0));
    staging.add(target(1), other);
    staging.add(target(2), other);
    staging.finish();

    assertThat(staging.rest())
        .containsExactly(
            new StagedBatch(0, plan.nodes().get(1), List.of(target(1), target(2))),
            new StagedBatch(1, plan.nodes().get(0), List.of(target(0))));
    assertThat(staging.plan()).isEqualTo(Map.of(plan.nodes().get(0), 1, plan.nodes().get(1), 2));
    assertThat(staging.batches()).isEqualTo(2);
  }

  @Test
  void fourFullBatches_goByOneCall() throws InterruptedException {
    Staging staging = staging(1, false);

    add(staging, 0, 8);

    assertThat(calls).extracting(List::size).containsExactly(4);
    assertThat(staging.hasStaged()).isTrue();
    assertThat(staging.rest()).isEmpty();
  }

  @Test
  void ofBatchesThatAreNotFull_sixtyFourGoByOneCall() throws InterruptedException {
    ShardPlan plan = plan(70);
    Staging staging = new Staging(this::put, plan, 500, false);
    for (int node = 0; node < 70; node++) {
      staging.add(target(node), slotOf(plan, node));
    }

    staging.finish();

    assertThat(calls).extracting(List::size).containsExactly(64);
    assertThat(staging.rest()).hasSize(6);
  }

  @Test
  void aBatchsIndexes_rise_inWhateverOrderTheyCome() throws InterruptedException {
    Staging staging = staging(1, false);

    staging.add(target(5), 0);
    staging.add(target(3), 0);

    assertThat(staging.rest()).extracting(batch -> indexes(batch)).containsExactly(of(3, 5));
  }

  @Test
  void aReplay_isCountedAndNotStaged() throws InterruptedException {
    Staging staging = staging(1, true);

    add(staging, 0, 9);
    staging.finish();

    assertThat(calls).isEmpty();
    assertThat(staging.hasStaged()).isFalse();
    assertThat(staging.batches()).isEqualTo(5);
  }

  @Test
  void oneThatTurnsOutToBeCommitted_isStagedNoFurther() throws InterruptedException {
    committed = true;
    Staging staging = staging(1, false);

    add(staging, 0, 24);
    staging.finish();

    assertThat(calls).as("two are under way before the first answer is waited for").hasSize(2);
    assertThat(staging.batches()).isEqualTo(12);
  }

  private CompletionStage<Boolean> put(List<StagedBatch> batches) {
    calls.add(batches);
    return CompletableFuture.completedStage(!committed);
  }

  private Staging staging(int nodes, boolean replay) {
    return new Staging(this::put, plan(nodes), BATCH_SIZE, replay);
  }

  private static void add(Staging staging, int slot, int targets) throws InterruptedException {
    for (int index = 0; index < targets; index++) {
      staging.add(target(index), slot);
    }
  }

  private static ShardPlan plan(int nodes) {
    return ShardPlanner.plan(
        IntStream.range(0, nodes)
            .mapToObj(node -> new WeightedNode(new NodeId("n" + node), 1))
            .toList(),
        1);
  }

  private static int slotOf(ShardPlan plan, int shard) {
    return IntStream.range(0, ShardPlanner.SLOTS)
        .filter(slot -> plan.shardOf(slot) == shard)
        .findFirst()
        .orElseThrow();
  }

  private static Target target(int index) {
    return new Target(index, "1/" + index);
  }

  private static List<Integer> indexes(StagedBatch batch) {
    return batch.targets().stream().map(Target::index).toList();
  }

  private static List<Integer> of(Integer... indexes) {
    return List.of(indexes);
  }
}
