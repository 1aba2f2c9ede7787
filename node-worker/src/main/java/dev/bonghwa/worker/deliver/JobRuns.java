package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.JobId;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.JobFacts;
import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.PreparedMessage;
import dev.bonghwa.worker.loop.OnLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs this node meets; those without batches are remembered a while for what was learnt. */
final class JobRuns {

  private static final Logger log = LoggerFactory.getLogger(JobRuns.class);
  private static final int REMEMBERED = 64;
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final DeliveryTools tools;
  private final Map<JobId, JobRun> runs = new LinkedHashMap<>();

  JobRuns(DeliveryTools tools) {
    this.tools = tools;
  }

  @Nullable JobRun find(JobId id) {
    return runs.get(id);
  }

  /** The run of a job that was just claimed; at the first meeting its message is fetched. */
  JobRun of(JobFacts facts) {
    var run = runs.get(facts.id());
    if (run == null) {
      forgetOld();
      run =
          new JobRun(
              facts,
              tools.clock().nanosOf(facts.deadline()),
              sampling(facts.id()),
              tools.loop().nanoTime());
      runs.put(facts.id(), run);
      fetchMessage(run, facts.channel());
    }
    if (run.observe(facts.state(), facts.proven())) {
      run.lookAgain();
    }
    return run;
  }

  private Sampling sampling(JobId job) {
    return new Sampling(job, tools.settings().waitSample(), tools.metrics());
  }

  /** Whether another job was delivered here lately. */
  boolean othersSucceed(JobRun run) {
    long since = tools.loop().nanoTime() - LATELY.toNanos();
    return runs.values().stream().anyMatch(other -> other != run && other.succeededAfter(since));
  }

  /** Everybody shall stop sending this job. */
  void stop(JobRun run, String reason) {
    log.warn("{} is stopped: {}", run.id(), reason);
    OnLoop.insist(
        tools.loop(),
        "to stop " + run.id(),
        () -> tools.store().stop(run.id(), reason),
        () -> true,
        done -> {});
    run.stop();
  }

  /**
   * Everybody shall stop sending this job, unless somebody has taken it: that is newer in Redis
   * than here.
   */
  void refuse(JobRun run, String reason, Runnable proven) {
    OnLoop.insist(
        tools.loop(),
        "to stop " + run.id(),
        () -> tools.store().refuse(run.id(), reason),
        run.doubt()::isRaised,
        result -> {
          if (result == JobControl.Result.PROVEN) {
            proven.run();
          } else {
            log.warn("{} is stopped: {}", run.id(), reason);
            run.stop();
          }
        });
  }

  private void forgetOld() {
    List<JobId> idle = runs.values().stream().filter(JobRun::isIdle).map(JobRun::id).toList();
    idle.stream().limit(Math.max(0, idle.size() - REMEMBERED)).forEach(runs::remove);
  }

  /** Wanted from the first claim on, when the run has no batches yet, until it is forgotten. */
  private void fetchMessage(JobRun run, String channel) {
    OnLoop.insist(
        tools.loop(),
        "to fetch the message of " + run.id(),
        () -> tools.store().message(run.id()),
        () -> runs.get(run.id()) == run,
        message -> prepare(run, channel, message));
  }

  private void prepare(JobRun run, String name, byte[] json) {
    var channel = tools.channels().stream().filter(c -> c.name().equals(name)).findFirst();
    if (json.length == 0) {
      stop(run, "its message in Redis is lost or unreadable");
    } else if (channel.isEmpty()) {
      stop(run, "this fleet has no channel " + name);
    } else {
      prepare(run, channel.get(), json);
    }
  }

  private void prepare(JobRun run, Channel channel, byte[] json) {
    PreparedMessage message;
    try {
      message = channel.message(json);
    } catch (RuntimeException e) {
      stop(run, "its message cannot be read");
      return;
    }
    run.prepared(channel, message);
  }
}
