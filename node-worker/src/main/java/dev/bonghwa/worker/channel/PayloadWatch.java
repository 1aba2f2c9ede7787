package dev.bonghwa.worker.channel;

import dev.bonghwa.endpoint.EndpointKey;
import java.util.Optional;

/** Watches the answers of one job for signs that its payload is refused by everybody. */
public final class PayloadWatch {
  /**
   * Takes one outcome of the job.
   *
   * @param status of the answer, 0 when there was none
   * @param othersSucceed whether other jobs of this node were delivered in the last minute
   * @return why the job must be stopped, once
   */
  public Optional<String> saw(EndpointKey key, int status, Outcome outcome, boolean othersSucceed) {
    return Optional.empty();
  }
}
