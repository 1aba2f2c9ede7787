package dev.bonghwa.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.queue.ClaimReply.Claimed;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.JobFacts;
import dev.bonghwa.redis.BlockingPop.Ticket;
import dev.bonghwa.worker.deliver.Workbench;
import dev.bonghwa.worker.loop.FakeLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import io.lettuce.core.RedisCommandExecutionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimLoopTest {

  private static final String JOB = "job_01JD6W8Z4Q3V5T7X9Y1A2B3C01";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeLoop loop = new FakeLoop();
  private final FakeQueue queue = new FakeQueue();
  private final FakeBench bench = new FakeBench();
  private final Pulse pulse = new Pulse(loop::nanoTime);

  @BeforeEach
  void start() {
    new ClaimLoop(loop, queue, bench, WorkerMetrics.NONE, pulse).start();
    loop.run();
  }

  @Test
  void ticket_isClaimedAndPutBackWhileThereIsMore() {
    queue.replies.add(claimed(2, true));

    give(new Ticket(JOB, Priority.NORMAL));

    assertThat(queue.claims).containsExactly(JOB + " room 3");
    assertThat(bench.batches).isEqualTo(2);
    assertThat(queue.rung).containsExactly(JOB);
    assertThat(queue.popping()).isTrue();
  }

  @Test
  void lastBatches_leaveNoTicketBehind() {
    queue.replies.add(claimed(2, false));

    give(new Ticket(JOB, Priority.NORMAL));

    assertThat(queue.rung).isEmpty();
  }

  @Test
  void emptiedOwnQueueOfAnOldJob_isFollowedByALookAtOthersAtOnce() {
    bench.othersMayHaveMore = true;
    queue.stealable.add(new JobId(JOB));
    queue.replies.add(claimed(2, false));
    queue.replies.add(claimed(0, false));
    queue.replies.add(claimed(0, false));

    bench.maySteal = false;
    give(new Ticket(JOB, Priority.NORMAL));
    giveNothing();
    assertThat(queue.pops.getLast()).isEqualTo("all " + ClaimLoop.SOON);

    bench.maySteal = true;
    bench.sending = true;
    giveNothing();
    assertThat(queue.pops.getLast()).isEqualTo("all " + ClaimLoop.SOON);

    bench.sending = false;
    giveNothing();
    assertThat(queue.claims.getLast()).endsWith(" stolen");
    assertThat(queue.pops.getLast()).isEqualTo("all " + ClaimLoop.BLOCK);
  }

  @Test
  void fullBench_popsHighOnly_andAsLongAsThereIsTime() {
    bench.room = 0;
    bench.patience = Duration.ofMillis(300);

    giveNothing();
    assertThat(queue.pops.getLast()).isEqualTo("high " + bench.patience);

    queue.replies.add(claimed(1, false));
    give(new Ticket(JOB, Priority.HIGH));
    assertThat(queue.claims).containsExactly(JOB + " room 1");
  }

  @Test
  void failedClaim_isRepeatedAsTheSameCall() {
    queue.replies.add(new IOException("reset"));
    queue.replies.add(new IOException("reset"));
    queue.replies.add(claimed(1, false));

    give(new Ticket(JOB, Priority.NORMAL));
    loop.advance(SECOND);

    assertThat(queue.claims).hasSize(1);
    assertThat(queue.runs).isEqualTo(3);
    assertThat(bench.batches).isEqualTo(1);
  }

  @Test
  void emptyLists_makeTheNodeSteal() {
    queue.stealable.add(new JobId(JOB));
    queue.replies.add(claimed(1, true));

    giveNothing();

    assertThat(queue.claims).containsExactly(JOB + " room 3 stolen");
    assertThat(queue.pops.getLast()).isEqualTo("all " + ClaimLoop.GLANCE);
  }

  @Test
  void bannedNode_doesNotSteal() {
    queue.stealable.add(new JobId(JOB));
    bench.maySteal = false;

    giveNothing();

    assertThat(queue.claims).isEmpty();
  }

  @Test
  void benchWithACarefulBatch_claimsNoOther() {
    bench.mayBeCareful = false;
    queue.replies.add(claimed(1, false));

    give(new Ticket(JOB, Priority.NORMAL));

    assertThat(queue.claims).containsExactly(JOB + " room 3 nothing careful");
  }

  @Test
  void jobThatCannotBeSentNow_isNotClaimed() {
    bench.wanted = false;

    give(new Ticket(JOB, Priority.NORMAL));

    assertThat(queue.claims).isEmpty();
    assertThat(queue.popping()).isTrue();
  }

  @Test
  void malformedTicket_isThrownAway() {
    give(new Ticket("nonsense", Priority.NORMAL));

    assertThat(queue.claims).isEmpty();
    assertThat(queue.popping()).isTrue();
  }

  @Test
  void refusedPop_isAnAnswer_andKeepsNobodyFromStealing() {
    queue.stealable.add(new JobId(JOB));
    queue.replies.add(claimed(1, true));
    loop.advance(SECOND);

    queue.fail(new RedisCommandExecutionException("WRONGTYPE Operation against a key"));
    loop.run();
    assertThat(pulse.sinceAnswer()).isZero();

    loop.advance(SECOND);
    assertThat(queue.claims).containsExactly(JOB + " room 3 stolen");
    assertThat(queue.popping()).isTrue();
  }

  @Test
  void failedPop_isTriedAgainLater() {
    queue.fail();
    loop.run();
    assertThat(queue.popping()).isFalse();

    loop.advance(Duration.ofMillis(100));
    assertThat(queue.popping()).isTrue();
  }

  @Test
  void quietNode_popsNothingButIsAlive() {
    bench.quiet = true;
    giveNothing();
    int pops = queue.pops.size();

    loop.advance(Duration.ofMinutes(2));
    assertThat(queue.pops).hasSize(pops);
    assertThat(pulse.sinceStep()).isLessThan(SECOND.toNanos());

    bench.quiet = false;
    loop.advance(SECOND);
    assertThat(queue.popping()).isTrue();
  }

  private void give(Ticket ticket) {
    queue.answer(Optional.of(ticket));
    loop.run();
  }

  private void giveNothing() {
    queue.answer(Optional.empty());
    loop.run();
  }

  private static Claimed claimed(int batches, boolean more) {
    var id = new JobId(JOB);
    var facts =
        new JobFacts(
            id, JobState.RUNNING, Priority.NORMAL, "discord", Instant.MAX, 1, true, Instant.EPOCH);
    List<ClaimedBatch> all = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      all.add(new ClaimedBatch(id, i, "n/1#1", List.of(), new BitSet(), List.of(), false));
    }
    return new Claimed(facts, all, more);
  }

  private static final class FakeBench implements Workbench {
    int room = 3;
    Duration patience = Duration.ofMillis(100);
    boolean quiet;
    boolean maySteal = true;
    boolean wanted = true;
    boolean mayBeCareful = true;
    boolean othersMayHaveMore;
    boolean sending;
    int batches;

    @Override
    public boolean isQuiet() {
      return quiet;
    }

    @Override
    public int room() {
      return room;
    }

    @Override
    public Duration patience() {
      return patience;
    }

    @Override
    public int roomFor(JobId job, int given) {
      return wanted ? given : 0;
    }

    @Override
    public boolean maySteal() {
      return maySteal;
    }

    @Override
    public boolean othersMayHaveMore() {
      return othersMayHaveMore;
    }

    @Override
    public boolean isSending() {
      return sending;
    }

    @Override
    public boolean mayBeCareful() {
      return mayBeCareful;
    }

    @Override
    public void take(Claimed claimed, long askedNanos) {
      batches += claimed.batches().size();
    }
  }

  /** Claims answer what the test has laid out; a pop waits for the test. */
  private static final class FakeQueue implements Queue {
    final List<String> pops = new ArrayList<>();
    final List<String> claims = new ArrayList<>();
    final List<String> rung = new ArrayList<>();
    final List<JobId> stealable = new ArrayList<>();
    final Deque<Object> replies = new ArrayDeque<>();
    int runs;
    private CompletableFuture<Optional<Ticket>> pop = new CompletableFuture<>();

    boolean popping() {
      return !pop.isDone();
    }

    void answer(Optional<Ticket> ticket) {
      pop.complete(ticket);
    }

    void fail() {
      fail(new IOException("reset"));
    }

    void fail(Exception cause) {
      pop.completeExceptionally(cause);
    }

    @Override
    public CompletionStage<Optional<Ticket>> pop(boolean highOnly, Duration block) {
      pops.add((highOnly ? "high " : "all ") + block);
      pop = new CompletableFuture<>();
      return pop;
    }

    @Override
    public Supplier<CompletionStage<ClaimReply>> claim(
        JobId job, int room, boolean steal, boolean careful) {
      claims.add(
          job + " room " + room + (steal ? " stolen" : "") + (careful ? "" : " nothing careful"));
      return () -> {
        runs++;
        return replies.remove() instanceof ClaimReply reply
            ? CompletableFuture.completedStage(reply)
            : CompletableFuture.failedStage(new IOException("reset"));
      };
    }

    @Override
    public CompletionStage<List<JobId>> stealable() {
      return CompletableFuture.completedStage(stealable);
    }

    @Override
    public CompletionStage<Boolean> ring(JobId job, Priority priority) {
      rung.add(job.value());
      return CompletableFuture.completedStage(true);
    }
  }
}
