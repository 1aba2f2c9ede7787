package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a job to its end by its events, and by asking whenever they are silent. An nms-api that
 * is away for less than a minute, as in a roll-out, is waited for: the job runs on without it.
 */
public final class JobFollower {

  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final NmsClient client;
  private final Duration silence;
  private final Duration patience;

  public JobFollower(NmsClient client) {
    this(client, SILENCE, PATIENCE);
  }

  JobFollower(NmsClient client, Duration silence, Duration patience) {
    this.client = client;
    this.silence = silence;
    this.patience = patience;
  }

  /** Shows each state of the job as it comes and answers the last one. */
  public JobView follow(String jobId, Consumer<JobView> show) throws InterruptedException {
    JobView job = client.job(jobId); // an unknown id or a bad key fails here, at once
    show.accept(job);
    try (var feed = new EventFeed(client, jobId)) {
      while (!job.isFinished()) {
        job = next(feed, jobId);
        show.accept(job);
      }
    }
    return job;
  }

  private JobView next(EventFeed feed, String jobId) throws InterruptedException {
    long since = System.nanoTime();
    while (true) {
      Optional<JsonNode> event = feed.next(silence);
      if (event.isPresent() && JobView.isJob(event.get())) {
        return new JobView((ObjectNode) event.get());
      }
      try {
        return client.job(jobId);
      } catch (CliFault fault) {
        boolean lasting = fault.exitCode() == ExitCode.NOT_FOUND;
        if (lasting || System.nanoTime() - since > patience.toNanos()) {
          throw fault;
        }
      }
    }
  }
}
