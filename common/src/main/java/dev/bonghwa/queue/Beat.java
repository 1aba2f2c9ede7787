package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.Reply;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How an upkeep pass begins.
 *
 * @param grace whether leases and queues are left alone, because Redis had been away
 * @param nextVisit when the jobs taken are visited again, ms
 */
record Beat(
    Instant now, boolean grace, long nextVisit, List<JobId> jobs, List<RegisteredNode> nodes) {

  private static final int JOBS_FROM = 3;

  static Beat read(Reply reply, List<RegisteredNode> nodes) {
    List<JobId> jobs = new ArrayList<>();
    for (int i = JOBS_FROM; i < reply.size(); i++) {
      JobIds.read(reply.text(i)).ifPresent(jobs::add);
    }
    return new Beat(reply.moment(0), reply.flag(1), reply.number(2), jobs, nodes);
  }
}
