package dev.bonghwa.nms.jobs;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobReader;
import java.util.Optional;

/** The job that a path names, or the right way to say that there is none. */
final class JobFinder {
  private final JobReader reader;

  JobFinder(JobReader reader) {
    this.reader = reader;
  }

  /**
   * 404 for an id that never was one: whether it is well-formed makes no difference to the caller.
   */
  JobId id(Request request) {
    try {
      return new JobId(request.param("id"));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  Job job(Request request) throws InterruptedException {
    JobId id = id(request);
    Optional<Job> job = Await.on(reader.read(id));
    if (job.isEmpty() && Await.on(reader.lostWithStore(id))) {
      throw Problem.of(
          410, "the job was lost with the store: Redis lost its data after the job was made");
    }
    return job.orElseThrow(JobFinder::unknown);
  }

  private static Problem unknown() {
    return Problem.of(404, "no job has this id; ended jobs are kept for JOB_RETENTION");
  }
}
