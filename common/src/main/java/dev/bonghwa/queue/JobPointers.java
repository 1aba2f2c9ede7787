package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The fleet's indexes of jobs, by which upkeep and lists find them. */
final class JobPointers {

  private static final LuaScript POINT = LuaScript.of(JobPointers.class, "point");

  private final Redis redis;

  JobPointers(Redis redis) {
    this.redis = redis;
  }

  /** Has upkeep look at the job after that time, and lists show it. */
  CompletionStage<Long> visitAfter(Duration time, JobId job) {
    return redis.runForNumber(
        POINT, List.of(redis.keys().jobs(), redis.keys().index()), job, time.toMillis());
  }

  /** The same of a job that nobody knows yet; should somebody, its visit stays when it was. */
  CompletionStage<Long> firstVisitAfter(Duration time, JobId job) {
    return redis.runForNumber(
        POINT, List.of(redis.keys().jobs(), redis.keys().index()), job, time.toMillis(), "NX");
  }

  /** So that upkeep rings for the job, or ends it, now and not at its next turn. */
  CompletionStage<Long> visitNow(JobId job) {
    return visitAfter(Duration.ZERO, job);
  }
}
