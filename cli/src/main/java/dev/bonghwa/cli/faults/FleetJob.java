package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.receiver.LoggedRequest;
import dev.bonghwa.testkit.receiver.RequestLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A job of a case, looked at again and again from its acceptance to its end: at each look what has
 * ended must have stayed ended, no more may be delivered than the receiver had answered so by then,
 * and no count may be negative. That the counts add up to the total tells nothing: one of them is
 * what the others leave of it.
 */
final class FleetJob implements AutoCloseable {
  private final NmsClient client;
  private final RequestLog log;
  private final Order order;
  private final long began = System.nanoTime();
  private final List<String> contradictions = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private volatile JobView latest;
  private volatile long endedNanos;

  private FleetJob(NmsClient client, RequestLog log, Order order) {
    this.client = client;
    this.log = log;
    this.order = order;
    latest = order.submit(client);
    looker.scheduleWithFixedDelay(this::look, 0, order.looks().toMillis(), TimeUnit.MILLISECONDS);
  }

  static FleetJob submit(NmsClient client, RequestLog log, Order order) {
    return new FleetJob(client, log, order);
  }

  /** An API that does not answer is no contradiction; the next look will tell. */
  private void look() {
    try {
      JobView now = client.job(latest.id());
      check(now);
      if (now.isFinished() && endedNanos == 0) {
        endedNanos = System.nanoTime();
      }
      latest = now;
    } catch (CliFault unanswered) {
      // the case may have taken Redis or nms-api away
    }
  }

  private void check(JobView now) {
    // Asked after the API, and counted before an answer goes out: never too few.
    long succeeded = log.succeeded(key());
    if (now.count(TargetState.DELIVERED) > succeeded) {
      contradictions.add("delivered, though 2xx went to only " + succeeded + ": " + now.json());
    }
    if (now.total() != latest.total()) {
      contradictions.add("the total was " + latest.total() + ": " + now.json());
    }
    if (now.counts().byState().values().stream().anyMatch(count -> count < 0)) {
      contradictions.add("a count is negative: " + now.json());
    }
    if (now.ended() < latest.ended()) {
      contradictions.add("what had ended is open again: " + latest.json() + " " + now.json());
    }
  }

  /** Waits until so many targets have ended, as the fleet reports. */
  void awaitEnded(long count, Duration patience) {
    await("of job " + key() + " so many targets have ended: " + count)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> latest.ended() >= count);
  }

  /** Waits until it is finished; afterwards it is looked at no more. */
  void awaitEnd(Duration patience) {
    try {
      await().atMost(patience).pollInterval(Duration.ofMillis(20)).until(() -> latest.isFinished());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "job " + key() + " is not finished after " + patience + ": " + latest.json(), e);
    }
    close();
  }

  /** Waits until so many requests of it have come in. */
  void awaitRequests(long count, Duration patience) {
    await("of job " + key() + " so many requests have come: " + count)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> requests() >= count);
  }

  JobView latest() {
    return latest;
  }

  String key() {
    return order.key();
  }

  int targets() {
    return order.targets();
  }

  /** Requests of this job that came in so far. */
  long requests() {
    return log.snapshot().job(key()).requests();
  }

  /** Of all jobs. */
  List<LoggedRequest> someEarlyRequests() {
    return log.someEarlyRequests();
  }

  /** What the looks found wrong. */
  List<String> contradictions() {
    return contradictions;
  }

  /** From its submit to the look that found it finished. */
  Duration took() {
    return Duration.ofNanos(endedNanos - began);
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
