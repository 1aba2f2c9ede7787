package dev.bonghwa.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The endpoints that refuse without being gone: on probation, that is not called for a while, by
 * the whole fleet and across jobs. Each refusal after one doubles the next; a day without is
 * forgiven.
 */
public final class Probations {

  private static final LuaScript REFUSED = LuaScript.of(Probations.class, "probation");

  /** Scores are ends in ms times this, plus the number of refusals. */
  private static final int SHIFT = 16;

  private final Redis redis;

  public Probations(Redis redis) {
    this.redis = redis;
  }

  /** It has refused; what it says while on probation counts nothing. */
  public CompletionStage<Probation> refused(EndpointKey key) {
    return redis
        .run(REFUSED, List.of(redis.keys().probation()), key)
        .thenApply(reply -> new Probation((int) reply.number(0), reply.moment(1)));
  }

  /** Those of these that refused at their last call. */
  public CompletionStage<Map<EndpointKey, Probation>> among(Collection<EndpointKey> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedStage(Map.of());
    }
    List<EndpointKey> asked = List.copyOf(keys);
    return redis
        .manyMembers()
        .ofSortedSet(redis.keys().probation(), asked)
        .thenApply(scores -> found(asked, scores));
  }

  /** It has taken something: nothing of what it refused before counts. */
  public CompletionStage<Boolean> accepted(EndpointKey key) {
    return redis
        .commands()
        .zrem(redis.keys().probation(), key.value().getBytes(UTF_8))
        .thenApply(removed -> removed == 1);
  }

  /** How many are on probation at this moment. */
  public CompletionStage<Long> count() {
    return redis
        .time()
        .thenCompose(
            now ->
                redis
                    .commands()
                    .zcount(
                        redis.keys().probation(),
                        Range.from(
                            Range.Boundary.including((now.toEpochMilli() + 1) * SHIFT),
                            Range.Boundary.unbounded())));
  }

  private static Map<EndpointKey, Probation> found(
      List<EndpointKey> asked, Map<Integer, Double> scores) {
    Map<EndpointKey, Probation> found = new HashMap<>();
    scores.forEach((place, score) -> found.put(asked.get(place), probation(score.longValue())));
    return found;
  }

  private static Probation probation(long score) {
    return new Probation((int) (score % SHIFT), Instant.ofEpochMilli(score / SHIFT));
  }
}
