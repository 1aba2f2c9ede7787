package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisFailure;
import dev.bonghwa.redis.ScriptReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * A worker's side of the queue: claim batches, settle them, ring itself.
 *
 * <p>Not for several threads: claims are numbered in the order of the calls.
 */
public final class BatchClaims {

  /**
   * Batches that an instance may hold at once. One that goes down leaves no more careful ones
   * behind, and a claim looks past so many.
   */
  public static final int MOST_HELD = 256;

  private static final LuaScript SETTLE = LuaScript.of(BatchClaims.class, "job", "settle");

  private final Redis redis;
  private final InstanceId self;
  private final Duration lease;
  private final Tickets tickets;
  private long lastNumber;

  /**
   * The claims of one instance.
   *
   * @param lease from a claim or renewal until others may take the batch
   */
  public BatchClaims(Redis redis, InstanceId self, Duration lease) {
    this.redis = redis;
    this.self = self;
    this.lease = lease;
    this.tickets = new Tickets(redis);
  }

  /**
   * A claim of up to {@code room} batches, to be run until it answers.
   *
   * @param steal from the longest queue of another node rather than from the own one
   * @param careful whether a careful batch may be among them; never more than one is
   */
  public ClaimCall claim(JobId job, int room, boolean steal, boolean careful) {
    lastNumber++;
    return new ClaimCall(
        redis, this, new ClaimCall.Request(self, lastNumber, job, room, steal, careful, lease));
  }

  /**
   * Writes what became of a batch's targets. May be repeated after a failure, also with a later
   * seq.
   */
  public CompletionStage<SettleReply> settle(Settlement settlement) {
    return settle(List.of(settlement)).thenApply(List::getFirst);
  }

  /**
   * The same for several batches of one job by one call, each as if it came alone; the answers in
   * their order.
   */
  public CompletionStage<List<SettleReply>> settle(List<Settlement> settlements) {
    return redis
        .run(
            SETTLE, List.of(redis.keys().job(settlements.getFirst().job())), arguments(settlements))
        .thenApply(BatchClaims::read)
        .exceptionallyCompose(failure -> failed(settlements, failure));
  }

  /** What cannot be worked on is the trouble of that batch alone. */
  private CompletionStage<List<SettleReply>> failed(
      List<Settlement> settlements, Throwable failure) {
    if (!RedisFailure.isHopeless(failure)) {
      return CompletableFuture.failedStage(failure);
    }
    return settlements.size() == 1
        ? CompletableFuture.completedStage(List.of(new SettleReply.Broken(failure.toString())))
        : Windowed.each(settlements, this::settle);
  }

  /**
   * Of the jobs that upkeep visits next, up to that many, the oldest first: they may have batches.
   * Without those whose nodes come first yet.
   *
   * @param now Redis TIME, or later
   */
  public CompletionStage<List<JobId>> stealable(int limit, Instant now) {
    Instant latest = now.minus(ClaimCall.STEAL_AFTER);
    return redis
        .commands()
        .zrange(redis.keys().jobs(), 0, limit - 1L)
        .thenApply(JobIds::read)
        .thenApply(ids -> ids.stream().filter(id -> !id.createdAt().isAfter(latest)))
        .thenApply(ids -> ids.sorted().toList());
  }

  /** Puts the job's ticket at the end of this node's list unless it is there. */
  public CompletionStage<Boolean> ring(JobId job, Priority priority) {
    return tickets.ring(self.node(), priority, job);
  }

  /** The JSON body that each endpoint of the job gets; empty when it is not there or is no text. */
  public CompletionStage<byte[]> message(JobId job) {
    return redis
        .commands()
        .get(redis.keys().message(job))
        .thenApply(message -> message == null ? new byte[0] : message)
        .exceptionallyCompose(
            failure ->
                RedisFailure.isHopeless(failure)
                    ? CompletableFuture.completedStage(new byte[0])
                    : CompletableFuture.failedStage(failure));
  }

  private Object[] arguments(List<Settlement> settlements) {
    List<Object> args = new ArrayList<>();
    args.add(lease.toMillis());
    settlements.forEach(settlement -> add(settlement, args));
    return args.toArray();
  }

  private static void add(Settlement s, List<Object> args) {
    args.add(s.batch());
    args.add(s.claim());
    args.add(s.seq());
    args.add(s.delivered().toByteArray());
    List<Retry> retries = s.retries() == null ? List.of() : s.retries();
    args.add(s.retries() == null ? 0 : 1);
    args.add(RetriesCodec.encode(retries));
    args.add(retries.size());
    args.add(retries.stream().mapToLong(r -> r.notBefore().toEpochMilli()).min().orElse(0));
    args.add(s.attempts());
    args.add(s.possibleDuplicates());
    args.add(s.renew() ? 1 : 0);
    args.add(s.then());
    args.add(s.intent() == null ? -1 : s.intent().position());
    args.add(s.intent() == null ? "" : intent(s.intent()));
    args.add(s.ended().size());
    for (Settlement.Ended ended : s.ended()) {
      args.add(ended.position());
      args.add(ended.delivery().state().word());
      args.add(ended.delivery().index());
      args.add(DeliveryCodec.encode(ended.delivery()));
    }
  }

  private static String intent(Settlement.Ended intent) {
    return intent.delivery().index()
        + " "
        + new String(DeliveryCodec.encode(intent.delivery()), UTF_8);
  }

  private static List<SettleReply> read(ScriptReply reply) {
    return IntStream.range(0, reply.size()).mapToObj(i -> readOne(reply.list(i))).toList();
  }

  private static SettleReply readOne(ScriptReply reply) {
    return switch (reply.text(0)) {
      case "STALE" -> new SettleReply.Stale();
      case "UNKNOWN" -> new SettleReply.Unknown();
      default ->
          new SettleReply.Settled(
              JobState.of(reply.text(1)),
              reply.number(2),
              (int) reply.number(3),
              reply.flag(4),
              reply.flag(5),
              reply.flag(6) ? reply.moment(6) : null,
              new SettleReply.Left(reply.number(7), reply.number(8)));
    };
  }
}
