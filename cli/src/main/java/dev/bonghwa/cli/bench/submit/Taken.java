package dev.bonghwa.cli.bench.submit;

/**
 * One job that was accepted and stays pending.
 *
 * @param seconds from before its first byte was sent until the 202 was read
 * @param nmsCpu seconds of CPU of nms-api
 * @param redisCpu the same of Redis
 * @param redisBytes of all its keys
 */
record Taken(int targets, double seconds, double nmsCpu, double redisCpu, long redisBytes) {

  private static final double MILLION = 1e6;

  double nmsCpuPerMillion() {
    return nmsCpu * MILLION / targets;
  }

  double redisCpuPerMillion() {
    return redisCpu * MILLION / targets;
  }

  double bytesPerTarget() {
    return (double) redisBytes / targets;
  }

  @Override
  public String toString() {
    return "%.3f s, %.1f bytes of Redis a target, nms-api %.2f and Redis %.2f CPU-s a million"
        .formatted(seconds, bytesPerTarget(), nmsCpuPerMillion(), redisCpuPerMillion());
  }
}
