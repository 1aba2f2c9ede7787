package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.ScriptReply;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a pass of upkeep starts.
 *
 * <p>Jobs come in another order each time: were it always the same, a pass that is too slow for all
 * would always be too late for the same ones.
 *
 * @param grace whether leases and queues are left alone, because Redis had been away
 * @param nextVisit when the jobs taken are visited again, ms
 */
record PassStart(
    Instant now, boolean grace, long nextVisit, List<JobId> jobs, List<RegisteredNode> nodes) {

  private static final int JOBS_FROM = 5;

  /**
   * Which life of the store this is, and how old. One that has come back with older data has the
   * same epoch and does not know of this pass.
   *
   * @param epoch empty before the first pass
   * @param passes of upkeep, as the store counts them
   */
  record Life(String epoch, long passes) {
    static final Life UNKNOWN = new Life("", 0);

    static Life read(ScriptReply reply) {
      return new Life(reply.text(3), reply.number(4));
    }
  }

  static PassStart read(ScriptReply reply, List<RegisteredNode> nodes, RandomGenerator random) {
    List<JobId> jobs = new ArrayList<>();
    for (int i = JOBS_FROM; i < reply.size(); i++) {
      JobIds.read(reply.text(i)).ifPresent(jobs::add);
    }
    Collections.shuffle(jobs, random);
    return new PassStart(reply.moment(0), reply.flag(1), reply.number(2), jobs, nodes);
  }
}
