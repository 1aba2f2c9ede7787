package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.nms.http.RawClient;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

@ExtendWith(RedisExtension.class)
class JobsIT {
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
    assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + id(answer));
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
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("detail").asText()).contains("Idempotency-Key");
    assertThat(strict.status()).isEqualTo(422);
  }

  @Test
  void aReplayedKey_whoseJobIsForgotten_sendsNothingAgain(EmbeddedRedis redis) {
    Map<String, String> key = Map.of("Idempotency-Key", "notice-43");
    String id = id(api.post("/v1/jobs", Lists.submit(3), key));
    redis.call("DEL", "bonghwa:{job:" + id + "}");

    ApiUnderTest.Answer again = api.post("/v1/jobs", Lists.submit(3), key);
    ApiUnderTest.Answer other = api.post("/v1/jobs", Lists.submit(4), key);

    assertThat(again.status()).as(again.body()).isEqualTo(410);
    assertThat(again.json().path("detail").asText()).contains(id).contains("no longer kept");
    assertThat(other.status()).isEqualTo(422);
    assertThat(redis.call("EXISTS", "bonghwa:{job:" + id + "}")).isEqualTo("0");
    assertThat(redis.call("KEYS", "*:attempt:*")).isEmpty();
  }

  @Test
  void aRefusedSubmit_leavesNothingBehind(EmbeddedRedis redis) {
    String list = Lists.submit(1200);
    String strict = list.replace("]}", ",\"nonsense\"]}");

    assertThat(api.post("/v1/jobs", list + "x").status()).isEqualTo(400);
    assertThat(api.post("/v1/jobs?strict=true", strict).status()).isEqualTo(422);

    await().untilAsserted(() -> assertThat(redis.call("KEYS", "*:attempt:*")).isEmpty());
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
    assertThat(answers.stream().map(JobsIT::id).distinct()).hasSize(1);
    assertThat(api.get("/v1/jobs").json().path("jobs")).hasSize(1);
  }

  @Test
  void jobs_areListedNewestFirstInPages() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(id(api.post("/v1/jobs", Lists.submit(1))));
    }

    JsonNode first = api.get("/v1/jobs?limit=3").json();
    JsonNode second = api.get("/v1/jobs?limit=3&cursor=" + first.path("next").asText()).json();

    Set<String> listed = new HashSet<>(ids(first));
    listed.addAll(ids(second));
    assertThat(ids(first)).hasSize(3);
    assertThat(ids(second)).hasSize(2);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(listed).isEqualTo(made);
  }

  @Test
  void jobs_areListedByState() {
    String paused = id(api.post("/v1/jobs", Lists.submit(1)));
    api.post("/v1/jobs", Lists.submit(1));
    api.post("/v1/jobs/" + paused + "/pause", "");

    assertThat(ids(api.get("/v1/jobs?state=paused").json())).containsExactly(paused);
  }

  @Test
  void aJob_isPausedResumedAndCancelled() {
    String path = "/v1/jobs/" + id(api.post("/v1/jobs", Lists.submit(3)));

    ApiUnderTest.Answer paused = api.post(path + "/pause", "");
    ApiUnderTest.Answer twice = api.post(path + "/pause", "");
    ApiUnderTest.Answer resumed = api.post(path + "/resume", "");
    ApiUnderTest.Answer cancelled = api.post(path + "/cancel", "");
    ApiUnderTest.Answer tooLate = api.post(path + "/resume", "");

    assertThat(paused.status()).isEqualTo(202);
    assertThat(paused.json().path("state").asText()).isEqualTo("paused");
    assertThat(twice.status()).isEqualTo(202);
    assertThat(twice.json().path("state").asText()).isEqualTo("paused");
    assertThat(resumed.json().path("state").asText()).isEqualTo("running");
    assertThat(cancelled.json().path("state").asText()).isEqualTo("cancelled");
    assertThat(cancelled.json().path("counts").path("cancelled").asInt()).isEqualTo(3);
    assertThat(api.post(path + "/cancel", "").status()).isEqualTo(202);
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(tooLate.json().path("detail").asText()).isEqualTo("the job is cancelled");
  }

  @Test
  void deliveries_tellWhatBecameOfEachTargetWithoutItsToken() {
    String path = "/v1/jobs/" + id(api.post("/v1/jobs", Lists.submit(3)));
    api.post(path + "/cancel", "");

    Set<JsonNode> all = new HashSet<>();
    String query = "?state=cancelled,failed&limit=2";
    String cursor = "";
    do {
      JsonNode page = api.get(path + "/deliveries" + query + cursor).json();
      page.path("deliveries").forEach(all::add);
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
    } while (!cursor.isEmpty());

    assertThat(all).hasSize(3).allMatch(d -> d.path("state").asText().equals("cancelled"));
    assertThat(all.stream().map(d -> d.path("index").asInt()).collect(Collectors.toSet()))
        .isEqualTo(Set.of(0, 1, 2));
    assertThat(all.toString()).doesNotContain(Lists.webhook(1).split("/")[1]);
    assertThat(all.toString()).contains(Lists.webhook(1).split("/")[0]);
    assertThat(api.get(path + "/deliveries?cursor=x").status()).isEqualTo(400);
    assertThat(api.get(path + "/deliveries?state=delivered").status()).isEqualTo(400);
  }

  @Test
  void deliveriesThatAreNoLongerKept_are410_andTheCountsStay(EmbeddedRedis redis) {
    String id = id(api.post("/v1/jobs", Lists.submit(3)));
    String path = "/v1/jobs/" + id;
    api.post(path + "/cancel", "");
    redis.call("HSET", "bonghwa:{job:" + id + "}", "shed", "1");
    redis.call("DEL", "bonghwa:{job:" + id + "}:targets");

    ApiUnderTest.Answer answer = api.get(path + "/deliveries?cursor=b:0:0");

    assertThat(answer.status()).as(answer.body()).isEqualTo(410);
    assertThat(api.get(path).json().path("counts").path("cancelled").asInt()).isEqualTo(3);
  }

  @Test
  void events_tellProgressAndTheEnd() throws IOException {
    String path = "/v1/jobs/" + id(api.post("/v1/jobs", Lists.submit(3)));

    try (RawClient client = new RawClient(api.port())) {
      client.send(
          "GET " + path + "/events HTTP/1.1",
          "Host: x",
          "Authorization: Bearer " + ApiUnderTest.KEY,
          "",
          "");
      assertThat(client.until("\r\n\r\n")).contains("text/event-stream");
      assertThat(client.until("\n\n")).contains("event: progress").contains("\"pending\":3");

      api.post(path + "/cancel", "");

      assertThat(client.until("0\r\n\r\n")).contains("event: finished").contains("\"cancelled\":3");
    }
  }

  @Test
  void aJobOlderThanTheStore_isGoneWithIt(EmbeddedRedis redis) {
    fleet.beat("alpha");
    String path = "/v1/jobs/" + id(api.post("/v1/jobs", Lists.submit(1)));
    redis.flushAll();
    fleet.beat("alpha");

    await()
        .untilAsserted(
            () -> {
              ApiUnderTest.Answer answer = api.get(path);
              assertThat(answer.status()).isEqualTo(410);
              assertThat(answer.json().path("detail").asText()).contains("lost with the store");
            });
  }

  @Test
  void nodes_areShownAndDrained() {
    fleet.beat("alpha");
    api.post("/v1/jobs", Lists.submit(5));

    JsonNode shown = api.get("/v1/nodes/alpha").json();
    ApiUnderTest.Answer drained = api.post("/v1/nodes/alpha/drain", "");
    ApiUnderTest.Answer undrained = api.post("/v1/nodes/alpha/undrain", "");
    ApiUnderTest.Answer removed = api.delete("/v1/nodes/alpha");

    assertThat(shown.path("alive").asBoolean()).isTrue();
    assertThat(shown.path("queued").asInt()).isEqualTo(5);
    assertThat(shown.path("max_concurrent").asInt()).isEqualTo(200);
    assertThat(shown.path("egress").path("paused_until").isNull()).isTrue();
    assertThat(api.get("/v1/nodes").json().path("nodes").get(0).path("id").asText())
        .isEqualTo("alpha");
    assertThat(drained.status()).isEqualTo(202);
    assertThat(drained.json().path("draining").asBoolean()).isTrue();
    assertThat(undrained.json().path("draining").asBoolean()).isFalse();
    assertThat(removed.status()).isEqualTo(409);
  }

  @Test
  void aNodeThatIsTooOld_isNamed() {
    fleet.beat("methuselah", 0);

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).contains("methuselah");
  }

  @Test
  void goneEndpoints_areListedFromACursorAndForgiven() {
    fleet.gone(Lists.webhook(1));
    fleet.gone(Lists.webhook(2));
    JsonNode page = api.get("/v1/endpoints/gone?limit=1").json();
    JsonNode rest = api.get("/v1/endpoints/gone?since=" + page.path("next").asText()).json();
    fleet.gone(Lists.webhook(3));
    JsonNode later = api.get("/v1/endpoints/gone?since=" + rest.path("cursor").asText()).json();
    String key = page.path("endpoints").get(0).path("key").asText();

    assertThat(page.path("endpoints")).hasSize(1);
    assertThat(rest.path("endpoints")).hasSize(1);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(later.path("endpoints")).hasSize(1);
    assertThat(page.toString()).doesNotContain(Lists.webhook(1).split("/")[1]);
    assertThat(api.delete("/v1/endpoints/gone/" + key).status()).isEqualTo(204);
    assertThat(api.delete("/v1/endpoints/gone/").status()).as("an empty key").isEqualTo(404);
    assertThat(api.get("/v1/endpoints/gone").json().path("endpoints")).hasSize(2);
    assertThat(api.delete("/v1/endpoints/gone").status()).isEqualTo(204);
    assertThat(api.get("/v1/endpoints/gone").json().path("endpoints")).isEmpty();
  }

  @Test
  void stats_addUp() {
    fleet.beat("alpha");
    api.post("/v1/jobs", Lists.submit(5));
    api.post("/v1/jobs/" + id(api.post("/v1/jobs", Lists.submit(2))) + "/cancel", "");

    JsonNode stats = api.get("/v1/stats").json();

    assertThat(stats.path("totals").path("jobs").asInt()).isEqualTo(2);
    assertThat(stats.path("totals").path("targets").asInt()).isEqualTo(7);
    assertThat(stats.path("totals").path("cancelled").asInt()).isEqualTo(2);
    assertThat(stats.path("backlog").path("targets").asInt()).isEqualTo(5);
    assertThat(stats.path("nodes").path("alive").asInt()).isEqualTo(1);
  }

  @Test
  void bothKeys_openTheApi_andOpenThingsNeedNone() {
    assertThat(
            api.send(
                    api.request("/v1/jobs")
                        .setHeader("Authorization", "bearer " + ApiUnderTest.OTHER_KEY))
                .status())
        .isEqualTo(200);
    assertThat(api.send(api.request("/healthz").setHeader("Authorization", "x")).status())
        .isEqualTo(200);
    assertThat(api.get("/openapi.json").json().path("openapi").asText()).startsWith("3.1");
  }

  @Test
  void metrics_showEachEgressGroup() {
    await()
        .untilAsserted(
            () -> {
              fleet.beat("alpha", 10.0);
              assertThat(api.management("/metrics").body())
                  .contains("bonghwa_egress_group_rate{group=\"alpha\"} 10.0")
                  .contains("bonghwa_egress_group_paused_seconds{group=\"alpha\"} 0.0")
                  .contains("bonghwa_egress_group_invalid_answers{group=\"alpha\"} 0.0")
                  .contains("bonghwa_egress_group_invalid_budget_left{group=\"alpha\"} 5000.0")
                  .contains("bonghwa_nodes{state=\"serving\"} ")
                  .contains("bonghwa_proxies{state=\"down\"} 0.0")
                  .contains("bonghwa_redis_noeviction 1.0")
                  .contains("bonghwa_redis_persistence 0.0");
            });
  }

  @Test
  void metricsAndHealth_areOnTheManagementPort() {
    api.post("/v1/jobs", Lists.submit(5));

    await().untilAsserted(() -> assertThat(api.management("/readyz").status()).isEqualTo(200));
    assertThat(api.management("/healthz").status()).isEqualTo(200);
    assertThat(api.management("/metrics").body())
        .contains("bonghwa_nms_entries_total{kind=\"target\"}")
        .contains("bonghwa_nms_http_request_duration_seconds_count")
        .contains("bonghwa_jobs_targets{state=\"pending\"}")
        .doesNotContain("job_");
    assertThat(api.management("/v1/jobs").status()).isEqualTo(404);
  }

  private static String id(ApiUnderTest.Answer answer) {
    return answer.json().path("id").asText();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("jobs").valueStream().map(job -> job.path("id").asText()).toList();
  }

  private static String quoted(String... texts) {
    return List.of(texts).stream().map(t -> '"' + t + '"').collect(Collectors.joining(","));
  }
}
