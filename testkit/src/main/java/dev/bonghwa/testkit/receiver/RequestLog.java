package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Every request that came in, and what became of it: about 60 bytes each, a million fit in a test.
 *
 * <p>Times are of one monotonic clock. An answer counts when it is decided on, also if the client
 * is gone by then: the message would have been posted.
 */
public final class RequestLog {
  private static final int SEGMENTS = 64;
  private static final int SHOWN = 20;

  private final long start = System.nanoTime();
  private final AtomicLong arrived = new AtomicLong();
  private volatile Store store = new Store();

  /** All that a reset throws away. */
  private static final class Store {
    private final Segment[] segments = new Segment[SEGMENTS];
    private final Jobs jobs = new Jobs();

    Store() {
      for (int i = 0; i < SEGMENTS; i++) {
        segments[i] = new Segment();
      }
    }
  }

  RequestLog() {}

  private long now() {
    return System.nanoTime() - start;
  }

  private static Segment segment(Store of, long webhook) {
    return of.segments[(int) Index.mixed(webhook, 0) & (SEGMENTS - 1)];
  }

  Arrival arrive(long webhook, String job) {
    Store current = store;
    Arrival arrival = segment(current, webhook).arrive(webhook, current.jobs.number(job), now());
    arrived.incrementAndGet();
    return arrival;
  }

  Bucket take(long webhook, Quota quota) {
    return segment(store, webhook).take(webhook, quota, now());
  }

  void answer(Arrival arrival, Answer answer, Ending ending) {
    arrival.segment().answer(arrival.entry(), answer, ending, now());
  }

  void end(Arrival arrival, Ending ending) {
    arrival.segment().end(arrival.entry(), ending);
  }

  /** Number of requests. */
  public long requests() {
    return arrived.get();
  }

  /** Number of requests for this webhook, of all jobs. */
  public int requests(long webhook) {
    Store current = store;
    Segment segment = segment(current, webhook);
    return IntStream.range(0, current.jobs.names().size())
        .map(job -> segment.requests(webhook, job))
        .sum();
  }

  /** All requests for this webhook in the order of their arrival. Reads the webhook's segment. */
  public List<LoggedRequest> requestsOf(long webhook) {
    Store current = store;
    Segment segment = segment(current, webhook);
    List<LoggedRequest> found = new ArrayList<>();
    segment.forEach(
        entry -> {
          if (segment.webhookOf(entry) == webhook) {
            found.add(segment.read(entry, current.jobs));
          }
        });
    return found;
  }

  /**
   * Whether this webhook got a success in a job without a key; see {@link #answered2xx(long,
   * String)}.
   */
  public boolean answered2xx(long webhook) {
    return answered2xx(webhook, "");
  }

  /**
   * Whether this webhook got a success in this job that the client may know of: a whole one, or one
   * that broke off in its body.
   */
  public boolean answered2xx(long webhook, String job) {
    Store current = store;
    return segment(current, webhook).successes(webhook, current.jobs.number(job)) > 0;
  }

  /** Webhooks with such a success in this job. Reads no request: it may be asked at any time. */
  public long succeeded(String job) {
    Store current = store;
    int number = current.jobs.number(job);
    return Arrays.stream(current.segments).mapToLong(segment -> segment.succeeded(number)).sum();
  }

  /** Whole successes beyond the first of their webhook and job. */
  public long duplicate2xx() {
    return snapshot().duplicate2xx();
  }

  /** Requests that came before a Retry-After had ended. */
  public long earlyRequests() {
    return snapshot().early();
  }

  /** The first of them, for messages of failing tests. */
  public List<LoggedRequest> someEarlyRequests() {
    Store current = store;
    List<LoggedRequest> found = new ArrayList<>();
    for (Segment segment : current.segments) {
      segment.forEach(
          entry -> {
            if (found.size() < SHOWN && segment.isEarly(entry)) {
              found.add(segment.read(entry, current.jobs));
            }
          });
    }
    return found;
  }

  /** Requests to webhooks that had been answered as gone before. */
  public long requestsToGone() {
    return snapshot().toGone();
  }

  /** Answers by status. */
  public long answers(int status) {
    return snapshot().status(status);
  }

  public Snapshot snapshot() {
    Store current = store;
    Tally tally = new Tally();
    for (Segment segment : current.segments) {
      segment.addTo(tally);
    }
    return tally.snapshot(current.jobs.names());
  }

  /**
   * Waits until so many requests have come in.
   *
   * @throws AssertionError they did not come in time
   */
  public void awaitRequests(long count, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (requests() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "only " + requests() + " of " + count + " requests came within " + patience);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Forgets everything, also what was gone or had to wait. Requests open now are not counted. */
  public void clear() {
    store = new Store();
    arrived.set(0);
  }
}
