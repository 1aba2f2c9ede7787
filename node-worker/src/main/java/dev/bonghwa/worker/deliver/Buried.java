package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The endpoints that this node has buried last: what it claimed before that, of whichever job, must
 * not call them again. Bounded, for the fleet's own memory is asked with every claim.
 */
final class Buried {

  static final int MOST = 10_000;

  private final LinkedHashSet<EndpointKey> keys = new LinkedHashSet<>();

  void add(EndpointKey key) {
    keys.addLast(key);
    if (keys.size() > MOST) {
      keys.removeFirst();
    }
  }

  boolean contains(EndpointKey key) {
    return keys.contains(key);
  }

  Set<EndpointKey> among(Collection<EndpointKey> some) {
    var found = new HashSet<EndpointKey>();
    if (!keys.isEmpty()) {
      some.stream().filter(keys::contains).forEach(found::add);
    }
    return found;
  }

  /** Somebody has forgiven them: they may be called again. */
  void forget(Collection<EndpointKey> forgiven) {
    forgiven.forEach(keys::remove);
  }
}
