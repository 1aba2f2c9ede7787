package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.channel.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches the answers of one job for signs that its payload is refused by everybody: then the job
 * stops, and the rest is spared a request that is known to fail.
 *
 * <p>No single answer is proof: an endpoint's server may take less than others'. Several witnesses
 * must say the same while nobody has taken the payload; after one delivery it is good for ever. All
 * endpoints of a host that is not Discord are one witness, since they may be one program.
 */
final class PayloadWatch {
  // Witnesses. A 400 speaks of the payload; a 500 may be the server's own trouble, so it takes
  // more.
  private static final int REFUSALS = 3;
  private static final int STUMBLES = 5;
  private static final int STUMBLED = 500;

  /** Witnesses by what they refused the payload for; only while nothing was delivered. */
  private final Map<Integer, Set<String>> refused = new HashMap<>();

  private boolean proven;
  private boolean stopped;

  /** The job was delivered somewhere, by whichever node: its payload is good. */
  void prove() {
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
  Optional<String> saw(Endpoint endpoint, int status, Outcome outcome, boolean othersSucceed) {
    if (outcome instanceof Outcome.Delivered) {
      prove();
    }
    if (proven || stopped || !isReason(endpoint, status, outcome, othersSucceed)) {
      return Optional.empty();
    }
    stopped = true;
    return Optional.of(outcome.reason());
  }

  private boolean isReason(Endpoint endpoint, int status, Outcome outcome, boolean othersSucceed) {
    if (outcome instanceof Outcome.PayloadRejected rejected) {
      return witnesses(rejected.code(), endpoint) >= REFUSALS;
    }
    boolean stumbled = status == STUMBLED && outcome instanceof Outcome.Backoff;
    return stumbled && witnesses(status, endpoint) >= STUMBLES && othersSucceed;
  }

  private int witnesses(int cause, Endpoint endpoint) {
    Set<String> witnesses = refused.computeIfAbsent(cause, c -> new HashSet<>());
    if (witnesses.size() < STUMBLES) {
      witnesses.add(endpoint.masked());
    }
    return witnesses.size();
  }
}
