package dev.bonghwa.worker;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.endpoint.Probations;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.redis.RedisFailure;
import dev.bonghwa.worker.deliver.DeliveryStore;
import dev.bonghwa.worker.deliver.Known;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What deliveries want of Redis. */
record RedisStore(
    BatchClaims claims,
    GoneEndpoints gone,
    Probations probations,
    JobControl control,
    JointLook look)
    implements DeliveryStore {

  private static final Logger log = LoggerFactory.getLogger(RedisStore.class);

  @Override
  public CompletionStage<Known> known(Collection<EndpointKey> keys) {
    return look.known(keys);
  }

  /** What Redis knows of these. */
  static CompletionStage<Known> look(
      GoneEndpoints gone, Probations probations, Collection<EndpointKey> keys) {
    var buried = unlessHopeless(gone.among(keys), Set.<EndpointKey>of());
    return unlessHopeless(probations.among(keys), Map.<EndpointKey, Probation>of())
        .thenCombine(buried, (refused, dead) -> new Known(dead, refused));
  }

  @Override
  public CompletionStage<Boolean> bury(Endpoint endpoint, String reason) {
    return unlessHopeless(gone.add(endpoint, reason), false);
  }

  @Override
  public CompletionStage<Probation> refused(EndpointKey key) {
    return unlessHopeless(probations.refused(key), new Probation(0, Instant.EPOCH));
  }

  @Override
  public CompletionStage<Boolean> accepted(EndpointKey key) {
    return unlessHopeless(probations.accepted(key), false);
  }

  /** Such knowledge saves requests; that they cannot be kept must hold nothing up. */
  private static <T> CompletionStage<T> unlessHopeless(CompletionStage<T> asked, T instead) {
    return asked.exceptionallyCompose(
        failure -> {
          if (!RedisFailure.isHopeless(failure)) {
            return CompletableFuture.failedStage(failure);
          }
          log.error(
              "the fleet's gone endpoints and probations cannot be used ({}); they are called again"
                  + " until their key is mended or deleted",
              failure.toString());
          return CompletableFuture.completedStage(instead);
        });
  }

  @Override
  public CompletionStage<byte[]> message(JobId job) {
    return claims.message(job);
  }

  @Override
  public CompletionStage<JobControl.Result> stop(JobId job, String reason) {
    return control.stop(job, reason);
  }

  @Override
  public CompletionStage<JobControl.Result> refuse(JobId job, String reason) {
    return control.refuse(job, reason);
  }

  @Override
  public CompletionStage<Boolean> ring(JobId job, Priority priority) {
    return claims.ring(job, priority);
  }
}
