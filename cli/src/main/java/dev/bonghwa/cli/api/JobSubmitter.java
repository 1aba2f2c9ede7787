package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.CliFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Uploads a job as NDJSON. The body streams from its source, so that memory does not grow with the
 * list. A try that got no answer, or the answer "later", is repeated under the same idempotency
 * key: that cannot make a second job.
 */
public final class JobSubmitter {

  private static final int TRIES = 4;
  private static final int REPLAYED = 200;
  private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(30);

  /** Waits; a test does not. */
  public interface Pause {
    void of(Duration duration);
  }

  private final NmsClient client;
  private final Pause pause;

  public JobSubmitter(NmsClient client) {
    this(client, wait -> LockSupport.parkNanos(wait.toNanos()));
  }

  public JobSubmitter(NmsClient client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  /** Submits and answers the accepted job; {@code uploaded} hears the bytes of this try so far. */
  public Submitted submit(Submission submission, LongConsumer uploaded) {
    for (int tries = 1; ; tries++) {
      boolean last = tries == TRIES;
      try {
        Answer answer = upload(submission, strict(submission, "?"), uploaded);
        if (answer.isGood()) {
          // After a first try it is that one's job, whatever became of its answer.
          return new Submitted(client.jobOf(answer), tries == 1 && answer.status() == REPLAYED);
        }
        if (last || !isLater(answer)) {
          throw refused(submission, answer);
        }
        pause.of(answer.retryAfter());
      } catch (IOException e) {
        if (last) {
          throw unknownEnd(submission, e);
        }
        pause.of(Duration.ofSeconds(tries));
      }
    }
  }

  /** What would become of it, asked once; makes no job. */
  public JsonNode plan(Submission submission, LongConsumer uploaded) {
    try {
      Answer answer = upload(submission, "?dry_run=true" + strict(submission, "&"), uploaded);
      if (!answer.isGood()) {
        throw refused(submission, answer);
      }
      if (!answer.body().path("total").isNumber()) {
        throw Faults.strange(client.address(), answer);
      }
      return answer.body();
    } catch (IOException e) {
      throw Faults.unanswered(client.address(), e);
    }
  }

  private CliFault refused(Submission submission, Answer answer) {
    List<InvalidTarget> invalid = InvalidTarget.ofRefusal(answer.body().path("errors"));
    return invalid.isEmpty()
        ? Faults.refused(client.address(), answer)
        : Faults.refusedTargets(client.address(), answer, submission.targets().tell(invalid));
  }

  /** 409 with a Retry-After: an earlier try of ours is still in work. */
  private static boolean isLater(Answer answer) {
    return answer.status() == 503 || (answer.status() == 409 && answer.saysWhenToRetry());
  }

  private static String strict(Submission submission, String mark) {
    return submission.strict() ? mark + "strict=true" : "";
  }

  private Answer upload(Submission submission, String query, LongConsumer uploaded)
      throws IOException {
    return client
        .transport()
        .exchange(
            client
                .transport()
                .request("/v1/jobs" + query)
                .timeout(LONGEST_UPLOAD)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", submission.idempotencyKey())
                .POST(body(submission, uploaded)));
  }

  /** With its length: a server may refuse what is too large before it is sent. */
  private static HttpRequest.BodyPublisher body(Submission submission, LongConsumer uploaded) {
    byte[] head = (submission.head() + "\n").getBytes(StandardCharsets.UTF_8);
    long length = head.length + submission.targets().bytes();
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new CountedStream(open(head, submission), uploaded)),
        length);
  }

  private static InputStream open(byte[] head, Submission submission) {
    try {
      return new SequenceInputStream(new ByteArrayInputStream(head), submission.targets().open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CliFault unknownEnd(Submission submission, IOException cause) {
    CliFault fault = Faults.unanswered(client.address(), cause);
    return CliFault.fault(
        fault.what(),
        "whether the job was taken is not known: look with 'bonghwa jobs ls', or send the same"
            + " again with --idempotency-key "
            + submission.idempotencyKey());
  }
}
