package dev.bonghwa.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The endpoints that must never be called again, for the whole fleet and across jobs. */
public final class GoneEndpoints {

  private static final LuaScript TOMBSTONE = LuaScript.of(GoneEndpoints.class, "tombstone");
  private static final LuaScript FORGIVE = LuaScript.of(GoneEndpoints.class, "forgive");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Redis redis;

  public GoneEndpoints(Redis redis) {
    this.redis = redis;
  }

  /**
   * Remembers that an endpoint is gone. To be confirmed before the target is settled: the other way
   * round, a crash in between would forget it.
   *
   * @param reason one line for people, without tokens
   * @return whether it was not known
   */
  public CompletionStage<Boolean> add(Endpoint endpoint, String reason) {
    return redis
        .runForNumber(
            TOMBSTONE,
            List.of(redis.keys().gone(), redis.keys().goneSince()),
            endpoint.key(),
            record(endpoint, reason))
        .thenApply(added -> added == 1);
  }

  /** Which of these are gone. */
  public CompletionStage<Set<EndpointKey>> among(Collection<EndpointKey> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedStage(Set.of());
    }
    List<EndpointKey> asked = List.copyOf(keys);
    return redis
        .manyMembers()
        .ofHash(redis.keys().gone(), asked)
        .thenApply(gone -> gone.stream().mapToObj(asked::get).collect(Collectors.toSet()));
  }

  /**
   * The gone endpoints in the order in which they were found to be.
   *
   * @param from only those after this place
   */
  public CompletionStage<GonePage> list(GonePage.Place from, int limit) {
    return redis
        .commands()
        .zscore(redis.keys().goneSince(), from.afterKey().getBytes(UTF_8))
        .thenCompose(
            score ->
                redis
                    .commands()
                    .zrangebyscoreWithScores(
                        redis.keys().goneSince(),
                        Range.from(
                            after(from.at().toEpochMilli(), score), Range.Boundary.unbounded()),
                        Limit.from(limit)))
        .thenCompose(since -> page(from, since, limit));
  }

  /** No two scores are alike. A key that was forgiven since is no place any more. */
  private static Range.Boundary<Double> after(long millis, @Nullable Double score) {
    return score == null || score.longValue() != millis
        ? Range.Boundary.including((double) millis)
        : Range.Boundary.excluding(score);
  }

  /** Lets an endpoint be called again, also one on probation; false when it was neither. */
  public CompletionStage<Boolean> remove(EndpointKey key) {
    return redis
        .runForNumber(
            FORGIVE,
            List.of(redis.keys().gone(), redis.keys().goneSince(), redis.keys().probation()),
            key)
        .thenApply(removed -> removed == 1);
  }

  /** Lets all be called again, also those on probation; answers how many were gone. */
  public CompletionStage<Long> clear() {
    return redis
        .commands()
        .hlen(redis.keys().gone())
        .thenCompose(
            count ->
                redis
                    .commands()
                    .unlink(redis.keys().gone(), redis.keys().goneSince(), redis.keys().probation())
                    .thenApply(removed -> count));
  }

  private CompletionStage<GonePage> page(
      GonePage.Place from, List<ScoredValue<byte[]>> since, int limit) {
    if (since.isEmpty()) {
      return CompletableFuture.completedStage(new GonePage(List.of(), from, false));
    }
    String[] keys = since.stream().map(s -> new String(s.getValue(), UTF_8)).toArray(String[]::new);
    GonePage.Place last = new GonePage.Place(moment(since.getLast()), keys[keys.length - 1]);
    return redis
        .commands()
        .hmget(redis.keys().gone(), keys)
        .thenApply(found -> new GonePage(records(since, found), last, since.size() == limit));
  }

  /** One that was forgiven since it was counted has no record, and is left out. */
  private static List<GoneEndpoint> records(
      List<ScoredValue<byte[]>> since, List<KeyValue<String, byte[]>> found) {
    List<GoneEndpoint> gone = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).hasValue()) {
        gone.add(read(found.get(i).getKey(), found.get(i).getValue(), moment(since.get(i))));
      }
    }
    return gone;
  }

  private static Instant moment(ScoredValue<byte[]> since) {
    return Instant.ofEpochMilli((long) since.getScore());
  }

  /** A record that cannot be read still keeps its endpoint from being called, so it is listed. */
  private static GoneEndpoint read(String key, byte[] json, Instant at) {
    JsonNode record;
    try {
      record = JSON.readTree(json);
    } catch (IOException e) {
      record = JSON.createObjectNode().put("reason", "its record in Redis cannot be read");
    }
    return new GoneEndpoint(
        new EndpointKey(key),
        new Endpoint(record.path("address").asText("")),
        at,
        record.path("reason").asText(""));
  }

  private static byte[] record(Endpoint endpoint, String reason) {
    try {
      return JSON.writeValueAsBytes(
          JSON.createObjectNode().put("address", endpoint.address()).put("reason", reason));
    } catch (IOException e) {
      throw new UncheckedIOException("text always makes JSON", e);
    }
  }
}
