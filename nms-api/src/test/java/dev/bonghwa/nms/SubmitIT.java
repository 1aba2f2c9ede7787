package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /v1/jobs}: what becomes of a list, and of its repeat. */
@ExtendWith(RedisExtension.class)
class SubmitIT {
  private static ApiUnderTest api;
  private static FakeNode fleet;

  @BeforeAll
  static void start(EmbeddedRedis redis) {
    api = new ApiUnderTest(redis.uri());
    fleet = new FakeNode(redis.uri());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    api.close();
  }

  @Test
  void submit_answers202WithTheJobAndWhereItIs() {
    fleet.beat("alpha");

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(3));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + answer.id());
    assertThat(answer.json().path("state").asText()).isEqualTo("running");
    assertThat(answer.json().path("counts").path("pending").asInt()).isEqualTo(3);
    assertThat(answer.json().path("shards").get(0).path("node").asText()).isEqualTo("alpha");
    assertThat(api.get(answer.header("Location")).json().path("total").asInt()).isEqualTo(3);
  }

  @Test
  void howLongAJobTakes_isKnownFromWhatTheEgressMaySend() {
    fleet.beat("alpha", 10.0);

    JsonNode job =
        api.post("/v1/jobs", Lists.submit(1200).replaceFirst("\\{", "{\"expires_in\":60,")).json();

    assertThat(job.path("warnings").get(0).asText())
        .contains("at the 10 requests a second")
        .contains("targets will expire");
    String path = "/v1/jobs/" + job.path("id").asText();
    await()
        .untilAsserted(
            () -> {
              fleet.beat("alpha", 10.0);
              assertThat(api.get(path).json().path("eta_seconds").asInt()).isEqualTo(120);
            });
  }

  @Test
  void everyWish_isKept() {
    ApiUnderTest.Answer answer =
        api.post(
            "/v1/jobs",
            "{\"name\":\"공지"
                + " 42\",\"priority\":\"high\",\"expires_in\":60,\"channel\":\"discord\",\"targets\":[\""
                + Lists.webhook(1)
                + "\"],\"message\":{\"content\":\"a\"}}");

    JsonNode job = api.get(answer.header("Location")).json();
    assertThat(job.path("name").asText()).isEqualTo("공지 42");
    assertThat(job.path("priority").asText()).isEqualTo("high");
    assertThat(java.time.Instant.parse(job.path("expires_at").asText()))
        .isEqualTo(java.time.Instant.parse(job.path("created_at").asText()).plusSeconds(60));
  }

  @Test
  void duplicates_alsoByOtherSpelling_areLeftOut() {
    String webhook = Lists.webhook(7);

    ApiUnderTest.Answer answer =
        api.post(
            "/v1/jobs",
            Lists.submit(
                quoted(
                    webhook,
                    webhook,
                    "https://discord.com/api/webhooks/" + webhook,
                    "https://discordapp.com/api/v9/webhooks/" + webhook + "?wait=true",
                    Lists.webhook(8))));

    assertThat(answer.json().path("total").asInt()).isEqualTo(2);
    assertThat(answer.json().path("duplicates").asInt()).isEqualTo(3);
  }

  @Test
  void goneEndpoints_areLeftOut() {
    fleet.gone(Lists.webhook(1));

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1200));

    assertThat(answer.json().path("total").asInt()).isEqualTo(1199);
    assertThat(answer.json().path("already_gone").asInt()).isEqualTo(1);
  }

  @Test
  void aListOfOnlyGoneEndpoints_isAJobThatHasEnded() {
    fleet.gone(Lists.webhook(0));

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("state").asText()).isEqualTo("completed");
    assertThat(answer.json().path("total").asInt()).isZero();
  }

  @Test
  void lines_areTakenLikeAnObject() {
    String lines =
        "{\"message\":{\"content\":\"a\"},\"name\":\"by lines\"}\n"
            + quoted(Lists.webhook(1), Lists.webhook(2)).replace(",", "\n")
            + "\n";

    ApiUnderTest.Answer answer =
        api.post("/v1/jobs", lines, Map.of("Content-Type", "application/x-ndjson"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().path("total").asInt()).isEqualTo(2);
    assertThat(answer.json().path("name").asText()).isEqualTo("by lines");
  }

  @Test
  void shards_goToTheNodesInProportionAndAddUp() {
    fleet.beat("alpha");
    fleet.beat("beta");

    JsonNode job = api.post("/v1/jobs", Lists.submit(4000)).json();

    List<Integer> shares =
        job.path("shards").valueStream().map(s -> s.path("targets").asInt()).toList();
    assertThat(shares).hasSize(2).allMatch(share -> share > 1800);
    assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4000);
  }

  @Test
  void aReplayedKey_answers200WithTheSameJob() {
    Map<String, String> key = Map.of("Idempotency-Key", "notice-42");

    ApiUnderTest.Answer first = api.post("/v1/jobs", Lists.submit(3), key);
    ApiUnderTest.Answer again = api.post("/v1/jobs", Lists.submit(3), key);
    ApiUnderTest.Answer other = api.post("/v1/jobs", Lists.submit(4), key);
    ApiUnderTest.Answer strict = api.post("/v1/jobs?strict=true", Lists.submit(3), key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("detail").asText()).contains("Idempotency-Key");
    assertThat(strict.status()).isEqualTo(422);
  }

  @Test
  void aReplayedKey_whoseJobIsForgotten_sendsNothingAgain(EmbeddedRedis redis) {
    Map<String, String> key = Map.of("Idempotency-Key", "notice-43");
    String id = api.post("/v1/jobs", Lists.submit(3), key).id();
    redis.call("DEL", "bonghwa:{job:" + id + "}");

    ApiUnderTest.Answer again = api.post("/v1/jobs", Lists.submit(3), key);
    ApiUnderTest.Answer other = api.post("/v1/jobs", Lists.submit(4), key);

    assertThat(again.status()).as(again.body()).isEqualTo(410);
    assertThat(again.json().path("detail").asText()).contains(id).contains("no longer kept");
    assertThat(other.status()).isEqualTo(422);
    assertThat(redis.call("EXISTS", "bonghwa:{job:" + id + "}")).isEqualTo("0");
    assertThat(redis.call("KEYS", "*:area:*")).isEmpty();
  }

  @Test
  void aRefusedSubmit_leavesNothingBehind(EmbeddedRedis redis) {
    String list = Lists.submit(1200);
    String strict = list.replace("]}", ",\"nonsense\"]}");

    assertThat(api.post("/v1/jobs", list + "x").status()).isEqualTo(400);
    assertThat(api.post("/v1/jobs?strict=true", strict).status()).isEqualTo(422);

    await().untilAsserted(() -> assertThat(redis.call("KEYS", "*:area:*")).isEmpty());
  }

  @Test
  void fiftySubmitsOfOneKeyAtOnce_makeOneJob() throws Exception {
    Callable<ApiUnderTest.Answer> submit =
        () -> api.post("/v1/jobs", Lists.submit(600), Map.of("Idempotency-Key", "at-once"));

    List<ApiUnderTest.Answer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> submit).toList()).stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(answers).allMatch(answer -> answer.status() == 202 || answer.status() == 200);
    assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
    assertThat(answers.stream().map(ApiUnderTest.Answer::id).distinct()).hasSize(1);
    assertThat(api.get("/v1/jobs").json().path("jobs")).hasSize(1);
  }

  @Test
  void aNodeThatIsTooOld_isNamed() {
    fleet.beat("methuselah", 0);

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).contains("methuselah");
  }

  private static String quoted(String... texts) {
    return List.of(texts).stream().map(t -> '"' + t + '"').collect(Collectors.joining(","));
  }
}
