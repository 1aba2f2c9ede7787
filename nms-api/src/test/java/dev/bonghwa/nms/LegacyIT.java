package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exact answers that main servers of before expect. */
@ExtendWith(RedisExtension.class)
class LegacyIT {
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
  void aTask_isAcceptedWithTheNumberOfNodes() {
    fleet.beat("alpha");
    fleet.beat("beta");

    ApiUnderTest.Answer answer = api.post("/api/tasks", task('"' + Lists.webhook(1) + '"'));

    String job = answer.json().path("job_id").asText();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"성공\",\"node_servers_count\":2,\"job_id\":\"" + job + "\"}");
    assertThat(api.get("/v1/jobs/" + job).json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void aTaskWithoutSubscribers_is400() {
    fleet.beat("alpha");

    ApiUnderTest.Answer answer = api.post("/api/tasks", task(""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"code\":400,\"message\":\"/subscribers: is empty\"}");
  }

  @Test
  void aTaskWithTheWordsOfV1_is400() {
    fleet.beat("alpha");

    ApiUnderTest.Answer answer = api.post("/api/tasks", Lists.submit(1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").asText()).contains("/targets: is not a field");
  }

  @Test
  void aTaskWithoutALiveNode_is409() {
    ApiUnderTest.Answer answer = api.post("/api/tasks", task('"' + Lists.webhook(1) + '"'));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("code").asInt()).isEqualTo(409);
  }

  @Test
  void nodes_areListedByName() {
    fleet.beat("beta");
    fleet.beat("alpha");

    ApiUnderTest.Answer answer = api.get("/api/nodes");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"message\":\"성공\",\"nodes\":[\"alpha\",\"beta\"]}");
  }

  @Test
  void proxies_areAddedListedAndRemoved() {
    ApiUnderTest.Answer one = api.post("/api/proxies/10.0.0.1:3128", "");
    ApiUnderTest.Answer more =
        api.post("/api/proxies", "{\"proxies\":[\"10.0.0.2:3128\",\"http://10.0.0.3:8080\"]}");
    ApiUnderTest.Answer removed = api.delete("/api/proxies/10.0.0.2:3128");

    assertThat(one.status()).isEqualTo(201);
    assertThat(one.body()).isEqualTo("{\"message\":\"성공\"}");
    assertThat(more.status()).isEqualTo(201);
    assertThat(more.body()).isEqualTo("{\"message\":\"성공\"}");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.body()).isEmpty();
    assertThat(api.get("/api/proxies").body())
        .isEqualTo(
            "{\"message\":\"성공\",\"proxies\":["
                + "{\"proxy\":\"http://10.0.0.1:3128\",\"frequency\":0},"
                + "{\"proxy\":\"http://10.0.0.3:8080\",\"frequency\":0}]}");
  }

  @Test
  void unsubscribers_areTheGoneEndpointsAndCanBeForgiven() {
    fleet.gone(Lists.webhook(1));
    fleet.gone(Lists.webhook(2));

    ApiUnderTest.Answer listed = api.get("/api/unsubscribers");
    ApiUnderTest.Answer forgiven = api.delete("/api/unsubscribers");

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().path("message").asText()).isEqualTo("성공");
    assertThat(listed.json().path("unsubscribers"))
        .extracting(entry -> entry.asText())
        .containsExactlyInAnyOrder(Lists.webhook(1), Lists.webhook(2));
    assertThat(forgiven.status()).isEqualTo(200);
    assertThat(forgiven.body()).isEqualTo("{\"message\":\"성공\",\"deleted_count\":2}");
    assertThat(api.get("/api/unsubscribers").json().path("unsubscribers")).isEmpty();
  }

  @Test
  void unsubscribers_areAllThereHoweverMany() {
    IntStream.range(0, 2_500).forEach(i -> fleet.gone(Lists.webhook(i)));

    ApiUnderTest.Answer listed = api.get("/api/unsubscribers");

    assertThat(listed.header("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(listed.json().path("unsubscribers").valueStream().map(JsonNode::asText).distinct())
        .hasSize(2_500);
  }

  @Test
  void aWrongKey_is401() {
    ApiUnderTest.Answer answer =
        api.post("/api/tasks", task(""), Map.of("Authorization", "Bearer not-the-right-key"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("code").asInt()).isEqualTo(401);
    assertThat(answer.json().path("message").asText()).isNotBlank();
    assertThat(answer.json()).hasSize(2);
  }

  @Test
  void whatIsNotThere_is404InTheSameForm() {
    ApiUnderTest.Answer answer = api.get("/api/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("code").asInt()).isEqualTo(404);
  }

  private static String task(String subscribers) {
    return "{\"subscribers\":[" + subscribers + "],\"message\":{\"content\":\"방송 시작!\"}}";
  }
}
