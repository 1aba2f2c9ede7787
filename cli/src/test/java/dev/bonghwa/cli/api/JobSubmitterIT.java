package dev.bonghwa.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bonghwa.cli.FakeNms;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobSubmitterIT {

  private static final String SUBMIT = "POST /v1/jobs";
  private static final String TARGETS = "\"1/a\"\n\"2/b\"\n";

  private final List<Duration> pauses = new ArrayList<>();
  private final List<Long> uploaded = new ArrayList<>();
  @AutoClose private final FakeNms nms = new FakeNms();

  @Test
  void submit_streamsNdjson_withKeyAndLength() {
    nms.on(SUBMIT, 202, FakeNms.job("job_1", "running", 0, 2));

    JobView job = submit(false).job();

    assertThat(job.id()).isEqualTo("job_1");
    FakeNms.Seen seen = nms.seen(SUBMIT).getFirst();
    assertThat(seen.body()).isEqualTo("{\"message\":\"m\"}\n" + TARGETS);
    assertThat(seen.headers())
        .containsEntry("Content-type", List.of("application/x-ndjson"))
        .containsEntry("Idempotency-key", List.of("key-1"))
        .containsEntry("Content-length", List.of("" + seen.body().length()));
    assertThat(uploaded.getLast()).isEqualTo(seen.body().length());
  }

  @Test
  void strict_isAskedFor() {
    nms.on("POST /v1/jobs?strict=true", 202, FakeNms.job("job_1", "running", 0, 2));

    assertThat(submit(true).job().id()).isEqualTo("job_1");
  }

  @Test
  void later_isTriedAgain_underTheSameKey() {
    nms.on(SUBMIT, 503, Map.of("Retry-After", "3"), "{\"detail\": \"Redis is away\"}");
    nms.on(SUBMIT, 409, Map.of("Retry-After", "1"), "{\"detail\": \"in work\"}");
    nms.on(SUBMIT, 200, FakeNms.job("job_1", "running", 0, 2));

    assertThat(submit(false).replayed()).as("by its own first try").isFalse();

    assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1));
    assertThat(nms.seen(SUBMIT))
        .extracting(seen -> seen.headers().get("Idempotency-key"))
        .containsOnly(List.of("key-1"))
        .hasSize(3);
  }

  @Test
  void refusal_isFinal_andListsItsReasons() {
    nms.on(
        SUBMIT,
        422,
        "{\"detail\": \"2 faults\", \"errors\": [{\"pointer\": \"/message\", \"reason\":"
            + " \"empty\"}, {\"pointer\": \"/name\", \"reason\": \"long\"}]}");

    assertThatThrownBy(() -> submit(false))
        .isInstanceOfSatisfying(
            CliFault.class,
            fault -> {
              assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(fault.what()).isEqualTo("refused: 2 faults (422)");
              assertThat(fault.advice()).isEqualTo("/message: empty\n  /name: long");
            });
    assertThat(nms.seen(SUBMIT)).hasSize(1);
  }

  @Test
  void replayedKey_isTold() {
    nms.on(SUBMIT, 200, FakeNms.job("job_1", "completed", 2, 2));

    assertThat(submit(false).replayed()).isTrue();
  }

  @Test
  void refusedTargets_areNamedAsTheirSenderKnowsThem() {
    nms.on(
        SUBMIT,
        422,
        "{\"detail\": \"strict\", \"errors\": [{\"pointer\": \"/targets/1\", \"reason\":"
            + " \"is not https\"}]}");

    assertThatThrownBy(() -> submit(false))
        .isInstanceOfSatisfying(
            CliFault.class, fault -> assertThat(fault.advice()).isEqualTo("target 2 is not https"));
  }

  @Test
  void brokenConnection_isTriedAgain_andInTheEndTellsHowToGoOn() {
    nms.on(SUBMIT, 0, "");

    assertThatThrownBy(() -> submit(false))
        .isInstanceOfSatisfying(
            CliFault.class,
            fault -> assertThat(fault.advice()).contains("--idempotency-key key-1"));
    assertThat(pauses).hasSize(3);
  }

  @Test
  void answerOfAnotherProgram_isNotMistakenForAJob() {
    nms.on(SUBMIT, 200, "<html>hello</html>");

    assertThatThrownBy(() -> submit(false)).hasMessageContaining("not as an nms-api does");
  }

  private Submitted submit(boolean strict) {
    var head = JsonNodeFactory.instance.objectNode().put("message", "m");
    var submission = new Submission(head, new TwoTargets(), "key-1", strict);
    var client = new NmsClient(ApiAddress.parse(nms.url()), new ApiKey(FakeNms.KEY));
    return new JobSubmitter(client, pauses::add).submit(submission, uploaded::add);
  }

  private static final class TwoTargets implements Submission.Targets {

    @Override
    public long bytes() {
      return TARGETS.length();
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(TARGETS.getBytes(StandardCharsets.UTF_8));
    }
  }
}
