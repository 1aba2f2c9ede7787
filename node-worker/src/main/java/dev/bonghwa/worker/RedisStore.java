package dev.bonghwa.worker;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.worker.deliver.Store;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What deliveries want of Redis. */
record RedisStore(BatchClaims claims, GoneEndpoints endpoints, JobControl control)
    implements Store {

  @Override
  public CompletionStage<Set<EndpointKey>> gone(Collection<EndpointKey> keys) {
    return endpoints.among(keys);
  }

  @Override
  public CompletionStage<Boolean> bury(Endpoint endpoint, String reason) {
    return endpoints.add(endpoint, reason);
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
  public CompletionStage<Boolean> ring(JobId job, Priority priority) {
    return claims.ring(job, priority);
  }
}
