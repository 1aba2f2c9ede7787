package dev.bonghwa.worker.metrics;

/** How a gauge is called, and what the page says of it. */
record Named(String name, String help) {

  static Named of(WorkerMetrics.Gauge gauge) {
    return switch (gauge) {
      case IN_HAND -> new Named("bonghwa.targets.in.hand", "Open targets of the batches in hand");
      case UNACCOUNTED ->
          new Named(
              "bonghwa.targets.unaccounted",
              "In hand - (claimed - ended - handed back) at one moment: always 0");
      case WAITING ->
          new Named("bonghwa.targets.waiting", "Targets in hand that were answered and wait");
      case IN_FLIGHT -> new Named("bonghwa.requests.in.flight", "Requests in flight");
      case MAX_CONCURRENT ->
          new Named("bonghwa.requests.limit", "Requests that may be in flight: MAX_CONCURRENT");
      case EGRESS_PAUSED_SECONDS ->
          new Named("bonghwa.egress.paused.seconds", "For how long yet nothing leaves this node");
      case EGRESS_INVALID ->
          new Named(
              "bonghwa.egress.invalid.answers",
              "Answers of ten minutes that count against the address of this node's group");
      case EGRESS_RATE ->
          new Named("bonghwa.egress.rate", "Requests a second that this node's group may send");
      case CLAIM_LOOP_AGE_SECONDS ->
          new Named("bonghwa.claim.loop.age.seconds", "Since when the claim loop has not moved");
      case REDIS_CONNECTED ->
          new Named("bonghwa.redis.connected", "1 while this program is connected to Redis");
    };
  }
}
