package dev.bonghwa.testkit.receiver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the receiver has counted until now.
 *
 * @param open requests without an answer yet, or for ever
 * @param cut answers that were broken off
 * @param unanswered requests whose connection or stream was closed before any byte of an answer
 * @param early requests that came before a Retry-After had ended
 * @param toGone requests to webhooks that had been answered as gone before
 * @param goneWebhooks webhooks that were answered as gone (404 + 10015, 401 + 50027)
 * @param byStatus answers, also those broken off, by status
 * @param jobs by job key, in the order of their first request
 */
public record Snapshot(
    long requests,
    long open,
    long cut,
    long unanswered,
    long early,
    long toGone,
    long goneWebhooks,
    Map<Integer, Long> byStatus,
    Map<String, JobCount> jobs) {

  /**
   * One job's part of it.
   *
   * @param webhooks different ones that were called
   * @param answered2xx webhooks with a success that the client may know of, also one broken off in
   *     its body
   * @param duplicate2xx whole successes beyond the first of their webhook
   */
  public record JobCount(long requests, long webhooks, long answered2xx, long duplicate2xx) {}

  public Snapshot {
    byStatus = Collections.unmodifiableMap(new TreeMap<>(byStatus));
    jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
  }

  /** Of all jobs together. */
  public long answered2xx() {
    return jobs.values().stream().mapToLong(JobCount::answered2xx).sum();
  }

  /** Of all jobs together. */
  public long duplicate2xx() {
    return jobs.values().stream().mapToLong(JobCount::duplicate2xx).sum();
  }

  public long status(int status) {
    return byStatus.getOrDefault(status, 0L);
  }

  /** This job's counts; all 0 when it sent nothing. */
  public JobCount job(String key) {
    return jobs.getOrDefault(key, new JobCount(0, 0, 0, 0));
  }

  /** What the control endpoint answers. */
  public String toJson() {
    String statuses =
        byStatus.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
            .collect(Collectors.joining(","));
    String perJob =
        jobs.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
            .collect(Collectors.joining(","));
    return ("{\"requests\":%d,\"open\":%d,\"cut\":%d,\"unanswered\":%d,\"early\":%d,\"toGone\":%d,"
                + "\"goneWebhooks\":%d,\"answered2xx\":%d,\"duplicate2xx\":%d,\"byStatus\":{%s},\"jobs\":{%s}}")
        .formatted(
            requests,
            open,
            cut,
            unanswered,
            early,
            toGone,
            goneWebhooks,
            answered2xx(),
            duplicate2xx(),
            statuses,
            perJob);
  }

  private static String json(JobCount count) {
    return "{\"requests\":%d,\"webhooks\":%d,\"answered2xx\":%d,\"duplicate2xx\":%d}"
        .formatted(count.requests, count.webhooks, count.answered2xx, count.duplicate2xx);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
