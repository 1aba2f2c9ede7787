package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.worker.loop.OnLoop;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The probations of which this node has learnt last: they hold for what it claimed before too, and
 * what an endpoint accepts is told only of these. Bounded, for the fleet's own memory is asked with
 * every claim.
 */
final class KnownProbations {

  static final int MOST = 20_000;

  private final DeliveryTools tools;
  private final Map<EndpointKey, Probation> known = new LinkedHashMap<>();

  KnownProbations(DeliveryTools tools) {
    this.tools = tools;
  }

  /** It has refused: the fleet shall know. A crash before that costs one more refusal. */
  void refused(EndpointKey key) {
    OnLoop.insist(
        tools.loop(),
        "to put " + key + " on probation",
        () -> tools.store().refused(key),
        () -> true,
        probation -> learn(key, probation));
  }

  /** It has accepted: if it refused before, the fleet shall forget that. */
  void accepted(EndpointKey key) {
    if (known.remove(key) != null) {
      OnLoop.insist(
          tools.loop(),
          "to end the probation of " + key,
          () -> tools.store().accepted(key),
          () -> true,
          done -> {});
    }
  }

  /** Takes what the fleet knows. */
  void learn(Map<EndpointKey, Probation> found) {
    found.forEach(this::learn);
  }

  private void learn(EndpointKey key, Probation found) {
    known.merge(key, found, (one, other) -> one.until().isAfter(other.until()) ? one : other);
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** Its probation, if it is on; the time is asked only of one that refused. */
  Optional<Probation> of(EndpointKey key, Supplier<Instant> now) {
    return Optional.ofNullable(known.get(key)).filter(probation -> probation.isOn(now.get()));
  }

  Set<EndpointKey> among(Collection<EndpointKey> some) {
    var found = new HashSet<EndpointKey>();
    if (!known.isEmpty()) {
      some.stream().filter(known::containsKey).forEach(found::add);
    }
    return found;
  }

  /** The fleet does not know of them any more. */
  void forget(Collection<EndpointKey> forgiven) {
    forgiven.forEach(known::remove);
  }
}
