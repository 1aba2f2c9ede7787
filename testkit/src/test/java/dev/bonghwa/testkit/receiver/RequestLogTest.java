package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Answer OK = Answer.of(204);

  private final RequestLog log = new RequestLog();

  @Test
  void attempts_areCountedPerWebhookAndJob() {
    assertThat(log.arrive(1, "a").attempt()).isEqualTo(1);
    assertThat(log.arrive(1, "a").attempt()).isEqualTo(2);
    assertThat(log.arrive(1, "b").attempt()).isEqualTo(1);
    assertThat(log.arrive(2, "a").attempt()).isEqualTo(1);
    assertThat(log.requests(1)).isEqualTo(3);
  }

  @Test
  void pause_holdsForAllJobsOfTheWebhook() {
    log.answer(log.arrive(1, "a"), Answers.rateLimited(Duration.ofHours(1)), Ending.COMPLETE);

    assertThat(log.arrive(1, "b").pause()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    assertThat(log.arrive(2, "b").pause()).isZero();
    assertThat(log.earlyRequests()).isEqualTo(1);
  }

  @Test
  void banPage_setsNoPause() {
    log.answer(log.arrive(1, "a"), Answers.banPage(), Ending.COMPLETE);

    assertThat(log.arrive(1, "a").pause()).isZero();
  }

  @Test
  void gone_isRememberedForAllJobs() {
    log.answer(log.arrive(1, "a"), Answers.gone(), Ending.COMPLETE);
    log.arrive(1, "b");

    assertThat(log.requestsToGone()).isEqualTo(1);
    assertThat(log.earlyRequests()).isZero();
    assertThat(log.requestsOf(1)).extracting(LoggedRequest::toGone).containsExactly(false, true);
  }

  @Test
  void succeeded_countsEachWebhookOnce_perJob() {
    log.answer(log.arrive(1, "a"), OK, Ending.CUT_IN_BODY);
    log.answer(log.arrive(1, "a"), OK, Ending.COMPLETE);
    log.answer(log.arrive(2, "a"), Answer.of(500), Ending.COMPLETE);
    log.answer(log.arrive(3, "a"), OK, Ending.COMPLETE);
    log.answer(log.arrive(1, "b"), OK, Ending.COMPLETE);

    assertThat(log.succeeded("a")).isEqualTo(2);
    assertThat(log.succeeded("b")).isEqualTo(1);
    assertThat(log.succeeded("c")).isZero();
  }

  @Test
  void duplicates_areWholeSuccessesBeyondTheFirst_perJob() {
    log.answer(log.arrive(1, "a"), OK, Ending.CUT_IN_BODY);
    log.answer(log.arrive(1, "a"), OK, Ending.COMPLETE);
    log.answer(log.arrive(1, "b"), OK, Ending.COMPLETE);
    assertThat(log.duplicate2xx()).isZero();

    log.answer(log.arrive(1, "a"), OK, Ending.COMPLETE);

    assertThat(log.duplicate2xx()).isEqualTo(1);
    assertThat(log.snapshot().job("a")).isEqualTo(new Snapshot.JobCount(3, 1, 1, 1));
    assertThat(log.snapshot().job("b")).isEqualTo(new Snapshot.JobCount(1, 1, 1, 0));
  }

  @Test
  void snapshot_addsUp() {
    log.arrive(1, "");
    log.end(log.arrive(2, ""), Ending.UNANSWERED);
    log.end(log.arrive(3, ""), Ending.CUT_IN_HEAD);
    log.answer(log.arrive(4, ""), OK, Ending.COMPLETE);

    Snapshot snapshot = log.snapshot();

    assertThat(snapshot.requests()).isEqualTo(4);
    assertThat(snapshot.open()).isEqualTo(1);
    assertThat(snapshot.unanswered()).isEqualTo(1);
    assertThat(snapshot.cut()).isEqualTo(1);
    assertThat(snapshot.status(204)).isEqualTo(1);
    assertThat(snapshot.answered2xx()).isEqualTo(1);
    assertThat(snapshot.toJson())
        .startsWith("{\"requests\":4,\"open\":1,")
        .contains("\"byStatus\":{\"204\":1}")
        .endsWith(
            "\"jobs\":{\"\":{\"requests\":4,\"webhooks\":4,\"answered2xx\":1,\"duplicate2xx\":0}}}");
  }

  @Test
  void manyWebhooks_areAllRemembered() {
    LongStream.range(0, 200_000)
        .parallel()
        .forEach(id -> log.answer(log.arrive(id << 22, "job"), OK, Ending.COMPLETE));

    assertThat(log.requests()).isEqualTo(200_000);
    assertThat(log.snapshot().job("job"))
        .isEqualTo(new Snapshot.JobCount(200_000, 200_000, 200_000, 0));
    assertThat(log.answered2xx(77L << 22, "job")).isTrue();
  }

  @Test
  void manyGoneWebhooks_areAllRemembered() {
    LongStream.range(0, 20_000)
        .forEach(id -> log.answer(log.arrive(id << 22, "a"), Answers.gone(), Ending.COMPLETE));

    LongStream.range(0, 20_000).forEach(id -> log.arrive(id << 22, "b"));

    assertThat(log.requestsToGone()).isEqualTo(20_000);
  }

  @Test
  void bucket_takesFiveIn2Seconds() {
    LongStream.rangeClosed(1, 5)
        .forEach(
            n ->
                assertThat(log.take(1, Limits.USUAL_WEBHOOK).remaining()).isEqualTo((int) (5 - n)));

    Bucket sixth = log.take(1, Limits.USUAL_WEBHOOK);

    assertThat(sixth.isExceeded()).isTrue();
    assertThat(sixth.resetAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(log.take(2, Limits.USUAL_WEBHOOK).isExceeded()).isFalse();
  }

  @Test
  void clear_forgets_andLateAnswersDoNoHarm() {
    Arrival before = log.arrive(1, "a");

    log.clear();
    log.answer(before, Answers.gone(), Ending.COMPLETE);

    assertThat(log.snapshot().requests()).isZero();
    assertThat(log.arrive(1, "a").attempt()).isEqualTo(1);
  }

  @Test
  void awaitRequests_inVain_saysHowManyCame() {
    log.arrive(1, "");

    assertThatThrownBy(() -> log.awaitRequests(2, Duration.ofMillis(10)))
        .hasMessage("only 1 of 2 requests came within PT0.01S");
  }
}
