package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedriveIT {
  /** What becomes of the n-th target. */
  private static final List<TargetState> ENDS =
      List.of(
          TargetState.DELIVERED,
          TargetState.FAILED,
          TargetState.GONE,
          TargetState.EXPIRED,
          TargetState.REJECTED,
          TargetState.UNCERTAIN);

  private static ApiUnderTest api;
  private static FakeNode fleet;
  private static FakeWorker worker;

  @BeforeAll
  static void start(EmbeddedRedis redis) {
    api = new ApiUnderTest(redis.uri());
    fleet = new FakeNode(redis.uri());
    worker = new FakeWorker(redis.uri(), "alpha");
  }

  @AfterAll
  static void stop() {
    worker.close();
    fleet.close();
    api.close();
  }

  @Test
  void aRedrive_isANewJobOfWhatFailedExpiredOrIsUncertain() {
    String original = ended(6);

    ApiUnderTest.Answer answer = api.post(redrive(original), "");
    List<Target> again = worker.end(answer.id(), n -> TargetState.DELIVERED);

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + answer.id());
    assertThat(again.stream().map(Target::index)).containsExactly(1, 3, 5);
    assertThat(again.stream().map(Target::address))
        .containsExactly(Lists.webhook(1), Lists.webhook(3), Lists.webhook(5));
    JsonNode job = api.get("/v1/jobs/" + answer.id()).json();
    assertThat(job.path("redrive_of").asText()).isEqualTo(original);
    assertThat(job.path("name").asText()).isEqualTo("notice");
    assertThat(job.path("priority").asText()).isEqualTo("high");
    assertThat(job.path("counts").path("delivered").asInt()).isEqualTo(3);
    assertThat(worker.message(answer.id())).isEqualTo("{\"content\":\"방송 시작!\"}");
    assertThat(api.get("/v1/jobs/" + original).json().path("redrive_of").isNull()).isTrue();
  }

  @Test
  void namedStates_andWishes_areKept() {
    String wishes = "{\"states\":[\"rejected\"],\"name\":\"once more\",\"expires_in\":60}";

    JsonNode job = api.post(redrive(ended(6)), wishes).json();

    assertThat(job.path("total").asInt()).isEqualTo(1);
    assertThat(job.path("name").asText()).isEqualTo("once more");
    assertThat(java.time.Instant.parse(job.path("expires_at").asText()))
        .isEqualTo(java.time.Instant.parse(job.path("created_at").asText()).plusSeconds(60));
  }

  @Test
  void cancelledTargets_areRedrivenWhenNamed() {
    fleet.beat("alpha");
    String original = api.post("/v1/jobs", Lists.submit(700)).id();
    api.post("/v1/jobs/" + original + "/cancel", "");

    ApiUnderTest.Answer usual = api.post(redrive(original), "");
    ApiUnderTest.Answer named = api.post(redrive(original), "{\"states\":[\"cancelled\"]}");

    assertThat(usual.status()).isEqualTo(409);
    assertThat(usual.json().path("detail").asText()).contains("cancelled: 700");
    assertThat(named.json().path("total").asInt()).as(named.body()).isEqualTo(700);
  }

  @Test
  void manyTargets_comeInManyPages_eachOnce_withTheirIndexes() {
    fleet.beat("alpha");
    String original = api.post("/v1/jobs", Lists.submit(3_000)).id();
    worker.end(original, n -> n % 2 == 0 ? TargetState.FAILED : TargetState.DELIVERED);

    ApiUnderTest.Answer answer = api.post(redrive(original), "");
    List<Target> again = worker.end(answer.id(), n -> TargetState.DELIVERED);

    assertThat(answer.json().path("duplicates").asInt()).isZero();
    assertThat(again.stream().map(Target::index).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 1_500).map(n -> 2 * n).boxed().toList());
    assertThat(again).allMatch(t -> t.address().equals(Lists.webhook(t.index())));
  }

  @Test
  void whatIsGoneSince_isLeftOut() {
    String original = ended(6);
    fleet.gone(Lists.webhook(3));

    JsonNode job = api.post(redrive(original), "").json();

    assertThat(job.path("total").asInt()).isEqualTo(2);
    assertThat(job.path("already_gone").asInt()).isEqualTo(1);
  }

  @Test
  void aRepeat_isTheSameJob_evenWhenTheListsAreNoLongerKept(EmbeddedRedis redis) {
    Map<String, String> key = Map.of("Idempotency-Key", "again-42");
    String original = ended(6);

    ApiUnderTest.Answer first = api.post(redrive(original), "", key);
    shed(redis, original);
    ApiUnderTest.Answer again = api.post(redrive(original), "{}", key);
    ApiUnderTest.Answer other = api.post(redrive(original), "{\"states\":[\"rejected\"]}", key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(other.status()).isEqualTo(422);
    assertThat(api.get("/v1/jobs").json().path("jobs")).hasSize(2);
  }

  @Test
  void aRepeat_isTheSameJob_evenWhenTheOriginalIsForgotten(EmbeddedRedis redis) {
    Map<String, String> key = Map.of("Idempotency-Key", "again-43");
    String wishes = "{\"name\":\"once more\"}";
    String original = ended(6);

    ApiUnderTest.Answer first = api.post(redrive(original), wishes, key);
    redis.call("DEL", "bonghwa:{job:" + original + "}");

    assertThat(api.post(redrive(original), wishes, key).id()).isEqualTo(first.id());
    assertThat(api.post(redrive(original), "{}", key).status()).isEqualTo(422);
    assertThat(api.post(redrive(original), wishes).status()).isEqualTo(404);
  }

  @Test
  void whatCannotBeRedriven_is409_andSaysWhy(EmbeddedRedis redis) {
    fleet.beat("alpha");
    String running = api.post("/v1/jobs", Lists.submit(1)).id();
    String delivered = ended(1);
    String shed = ended(6);
    shed(redis, shed);

    assertThat(refusal(running)).contains("running").contains("when it has ended");
    assertThat(refusal(delivered)).contains("no target of this job ended as failed");
    assertThat(refusal(shed)).contains("no longer kept");
    await().untilAsserted(() -> assertThat(redis.call("KEYS", "*:area:*")).isEmpty());
  }

  @Test
  void badWishes_areRefused() {
    String path = redrive(ended(6));

    assertThat(api.post(path, "[]").status()).isEqualTo(400);
    assertThat(api.post(path, "{\"state\":[]}").status()).isEqualTo(400);
    assertThat(api.post(path, "{\"states\":\"failed\"}").status()).isEqualTo(400);
    assertThat(api.post(path, "{\"states\":[]}").status()).isEqualTo(422);
    assertThat(api.post(path, "{\"states\":[\"gone\"]}").body()).contains("never called again");
    assertThat(api.post(path, "{}", Map.of("Content-Type", "text/plain")).status()).isEqualTo(415);
  }

  @Test
  void failures_areCountedByReason(EmbeddedRedis redis) {
    String path = "/v1/jobs/" + ended(14) + "/failures";

    JsonNode counted = api.get(path).json();

    assertThat(counted.path("failures")).hasSize(5);
    assertThat(counted.path("failures").get(0).toString())
        .isEqualTo("{\"state\":\"failed\",\"code\":404,\"reason\":\"failed until …\",\"count\":3}");
    assertThat(counted.path("failures").valueStream().mapToInt(f -> f.path("count").asInt()).sum())
        .isEqualTo(11);
    assertThat(counted.path("others").asInt()).isZero();
    shed(redis, path.split("/")[3]);
    assertThat(api.get(path).status()).isEqualTo(410);
  }

  /** An ended job whose targets ended in turn as {@link #ENDS} says. */
  private static String ended(int targets) {
    fleet.beat("alpha");
    String submit =
        Lists.submit(targets)
            .replace("{\"message", "{\"priority\":\"high\",\"name\":\"notice\",\"message");
    String id = api.post("/v1/jobs", submit).id();
    worker.end(id, n -> ENDS.get(n % ENDS.size()));
    return id;
  }

  /** As upkeep does when ended jobs keep too much. */
  private static void shed(EmbeddedRedis redis, String job) {
    redis.call("HSET", "bonghwa:{job:" + job + "}", "shed", "1");
    redis.call("DEL", "bonghwa:{job:" + job + "}:failures");
  }

  private static String refusal(String job) {
    ApiUnderTest.Answer answer = api.post(redrive(job), "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    return answer.json().path("detail").asText();
  }

  private static String redrive(String job) {
    return "/v1/jobs/" + job + "/redrive";
  }
}
