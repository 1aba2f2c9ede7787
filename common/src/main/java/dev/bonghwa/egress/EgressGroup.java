package dev.bonghwa.egress;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisFailure;
import dev.bonghwa.redis.ScriptReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One instance as a member of its egress group. */
public final class EgressGroup {

  /** So many answers of ten minutes that count against the address, and the group falls silent. */
  public static final int INVALID_BUDGET = 5_000;

  private static final LuaScript ASK = LuaScript.of(EgressGroup.class, "ask");

  private final Redis redis;
  private final LuaScript ask;
  private final String key;
  private final InstanceId self;
  private final String rate;

  /**
   * A member of the group of that name.
   *
   * @param rate {@code auto}, {@code auto:N} to begin at N, {@code off} or this member's own fixed
   *     rate, requests a second
   */
  public EgressGroup(Redis redis, String name, InstanceId self, String rate) {
    this(redis, name, self, rate, ASK);
  }

  EgressGroup(Redis redis, String name, InstanceId self, String rate, LuaScript ask) {
    this.redis = redis;
    this.ask = ask;
    this.key = redis.keys().egress(name);
    this.self = self;
    this.rate = rate;
  }

  /**
   * Tells what happened and asks for the next grant. A call whose answer was lost is to be repeated
   * with its number and its report: it is taken in once, and granted once.
   *
   * @param number one more than that of the call before
   */
  public CompletionStage<EgressGrant> ask(long number, EgressReport report) {
    EgressReport.Refusal refusal = report.refusal();
    return redis
        .run(
            ask,
            List.of(key),
            self,
            number,
            rate,
            report.ready(),
            report.sent(),
            report.invalid(),
            refusal == null ? "" : refusal.cause(),
            refusal == null ? 0 : refusal.asked().toMillis(),
            report.probe().number(),
            report.probe().stage())
        .thenApply(EgressGroup::read)
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(named(failure)));
  }

  /** No repeat helps: somebody has to mend the key, and must know which it is. */
  private Throwable named(Throwable failure) {
    return RedisFailure.isHopeless(failure)
        ? new IllegalStateException(
            "delete the one of %1$s, %1$s:nodes and %1$s:invalid that is not as it should be: %2$s"
                .formatted(key, RedisFailure.why(failure)))
        : failure;
  }

  private static EgressGrant read(ScriptReply reply) {
    return new EgressGrant(
        (int) reply.number(0),
        Duration.ofNanos(reply.number(1)),
        Duration.ofNanos(reply.number(2)),
        cause(reply.text(3)),
        Duration.ofMillis(reply.number(4)),
        reply.number(5),
        rate(reply.text(6)),
        (int) reply.number(7),
        Duration.ofMillis(reply.number(8)));
  }

  private static @Nullable EgressCause cause(String word) {
    return word.isEmpty() ? null : EgressCause.ofName(word);
  }

  private static double rate(String word) {
    return word.equals("off") ? Double.POSITIVE_INFINITY : Double.parseDouble(word);
  }
}
