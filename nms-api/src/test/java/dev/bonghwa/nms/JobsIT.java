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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that are there: listed, steered, watched, and what they did not deliver. */
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
  void jobs_areListedNewestFirstInPages() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(api.post("/v1/jobs", Lists.submit(1)).id());
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
    String paused = api.post("/v1/jobs", Lists.submit(1)).id();
    api.post("/v1/jobs", Lists.submit(1));
    api.post("/v1/jobs/" + paused + "/pause", "");

    assertThat(ids(api.get("/v1/jobs?state=paused").json())).containsExactly(paused);
  }

  @Test
  void aJob_isPausedResumedAndCancelled() {
    String path = "/v1/jobs/" + api.post("/v1/jobs", Lists.submit(3)).id();

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
    String path = "/v1/jobs/" + api.post("/v1/jobs", Lists.submit(3)).id();
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
    String id = api.post("/v1/jobs", Lists.submit(3)).id();
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
    String path = "/v1/jobs/" + api.post("/v1/jobs", Lists.submit(3)).id();

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
    String path = "/v1/jobs/" + api.post("/v1/jobs", Lists.submit(1)).id();
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

  private static List<String> ids(JsonNode page) {
    return page.path("jobs").valueStream().map(job -> job.path("id").asText()).toList();
  }
}
