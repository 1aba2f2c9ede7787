package dev.bonghwa.worker.channel;

import dev.bonghwa.endpoint.EndpointKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches the answers of one job for signs that its payload is refused by everybody: then the job
 * stops, and the rest is spared a request that is known to fail.
 */
public final class PayloadWatch {
  private static final int REFUSALS = 3;
  private static final int STUMBLES = 5;
  private static final int STUMBLED = 500;

  /** Endpoints by what they refused the payload for; only while nothing was delivered. */
  private final Map<Integer, Set<EndpointKey>> refused = new HashMap<>();

  private boolean proven;
  private boolean stopped;

  /** The job was delivered somewhere, by whichever node: its payload is good. */
  public void prove() {
    proven = true;
    refused.clear();
  }

  /**
   * Takes one outcome of the job.
   *
   * @param status of the answer, 0 when there was none
   * @param othersSucceed whether other jobs of this node were delivered in the last minute: then
   *     server errors are this payload's fault
   * @return why the job must be stopped; once
   */
  public Optional<String> saw(EndpointKey key, int status, Outcome outcome, boolean othersSucceed) {
    if (outcome instanceof Outcome.Delivered) {
      prove();
    }
    if (stopped || !isReason(key, status, outcome, othersSucceed)) {
      return Optional.empty();
    }
    stopped = true;
    return Optional.of(outcome.reason());
  }

  private boolean isReason(EndpointKey key, int status, Outcome outcome, boolean othersSucceed) {
    if (outcome instanceof Outcome.PayloadRejected rejected) {
      return rejected.stopsJob() || !proven && endpoints(rejected.code(), key) >= REFUSALS;
    }
    boolean stumbled = status == STUMBLED && outcome instanceof Outcome.Backoff;
    return stumbled && !proven && endpoints(status, key) >= STUMBLES && othersSucceed;
  }

  private int endpoints(int cause, EndpointKey key) {
    Set<EndpointKey> endpoints = refused.computeIfAbsent(cause, c -> new HashSet<>());
    if (endpoints.size() < STUMBLES) {
      endpoints.add(key);
    }
    return endpoints.size();
  }
}
