package dev.bonghwa.queue.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One worker process; when it is killed its node starts the next, which knows nothing. */
final class Worker {

  final String node;
  final int boot;
  int claims;

  /** The claim that is on its way, repeated until it is answered. */
  @Nullable Call claiming;

  List<Held> held = new ArrayList<>();

  Worker(String node, int boot) {
    this.node = node;
    this.boot = boot;
  }

  Worker copy() {
    Worker copy = new Worker(node, boot);
    copy.claims = claims;
    copy.claiming = claiming;
    held.forEach(batch -> copy.held.add(batch.copy()));
    return copy;
  }

  String instance() {
    return node + "/" + boot;
  }

  boolean holds(int batch, int claim) {
    return held.stream().anyMatch(h -> h.batch == batch && h.claim == claim);
  }

  @Override
  public String toString() {
    return instance() + "," + claims + "," + claiming + held;
  }
}
