package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.registry.HeartbeatReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the answers to heartbeats mean: the fleet's wishes, and whether it is still the same one.
 */
final class Membership {

  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private final InstanceId self;
  private final Orders orders;
  private String epoch = "";
  private volatile boolean draining;
  private boolean shared;

  Membership(InstanceId self, Orders orders) {
    this.self = self;
    this.orders = orders;
  }

  boolean isDraining() {
    return draining;
  }

  void take(HeartbeatReply reply) {
    compareEpoch(reply.epoch());
    orders.sinceUpkeep(reply.sinceUpkeep());
    if (reply.drain() != draining) {
      draining = reply.drain();
      log.info(draining ? "drained by an operator: takes no work" : "takes work again");
      orders.drain(draining);
    }
    if (reply.shared() && !shared) {
      log.warn(
          "another worker runs as node {} too: both work, but give each its own NODE_ID",
          self.node());
    }
    shared = reply.shared();
  }

  private void compareEpoch(String newest) {
    if (newest.isEmpty() || newest.equals(epoch)) {
      return;
    }
    if (!epoch.isEmpty()) {
      log.error("Redis has lost data: all claims are void, this node registers anew");
      orders.forgetClaims();
    }
    epoch = newest;
  }
}
