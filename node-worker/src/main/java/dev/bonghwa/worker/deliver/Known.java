package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.Probation;
import java.util.Map;
import java.util.Set;

/**
 * What the fleet knows of some endpoints.
 *
 * @param gone those that must never be called again
 * @param probations those that refused at their last call
 */
public record Known(Set<EndpointKey> gone, Map<EndpointKey, Probation> probations) {

  /** Nothing. */
  public static final Known NOTHING = new Known(Set.of(), Map.of());
}
