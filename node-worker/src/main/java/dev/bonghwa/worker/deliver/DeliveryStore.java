package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.JobControl;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** What a delivery wants of Redis beside settling. Every call may fail and may be repeated. */
public interface DeliveryStore {

  /** What the fleet knows of these endpoints. */
  CompletionStage<Known> known(Collection<EndpointKey> keys);

  /**
   * Remembers for the whole fleet that this endpoint must never be called again; false if it was
   * known.
   */
  CompletionStage<Boolean> bury(Endpoint endpoint, String reason);

  /** Remembers for the whole fleet that this endpoint has refused; answers what follows. */
  CompletionStage<Probation> refused(EndpointKey key);

  /** Forgets for the whole fleet what this endpoint refused; false if that was not known. */
  CompletionStage<Boolean> accepted(EndpointKey key);

  /** The job's message; empty when there is no such job. */
  CompletionStage<byte[]> message(JobId job);

  /** Stops the job for everybody: it cannot be sent. */
  CompletionStage<JobControl.Result> stop(JobId job, String reason);

  /** Stops the job for everybody, unless somebody has taken its payload. */
  CompletionStage<JobControl.Result> refuse(JobId job, String reason);

  /** Puts a ticket of the job on this node's list. */
  CompletionStage<Boolean> ring(JobId job, Priority priority);
}
