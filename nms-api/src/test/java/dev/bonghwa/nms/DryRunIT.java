package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RedisExtension.class)
class DryRunIT {
  private static final String DRY = "/v1/jobs?dry_run=true";
  private static final int MOST = 1000;
  private static ApiUnderTest api;
  private static FakeNode fleet;

  @BeforeAll
  static void start(EmbeddedRedis redis) {
    URI uri = redis.uri();
    Map<String, String> limits = Map.of("BACKLOG_TARGETS", "1500", "MAX_TARGETS", "" + MOST);
    api = new ApiUnderTest(uri, limits);
    fleet = new FakeNode(uri);
  }

  @AfterAll
  static void stop() {
    fleet.close();
    api.close();
  }

  @Test
  void aDryRun_answersThePlan() {
    fleet.beat("alpha", 10.0);
    fleet.beat("beta", 20.0);
    fleet.gone(Lists.webhook(1));
    String list = Lists.submit(600).replace("]}", ",\"" + Lists.webhook(7) + "\",\"nonsense\"]}");

    ApiUnderTest.Answer answer = api.post(DRY, list);

    JsonNode plan = answer.json();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(plan.path("total").asInt()).isEqualTo(599);
    assertThat(plan.path("duplicates").asInt()).isEqualTo(1);
    assertThat(plan.path("already_gone").asInt()).isEqualTo(1);
    assertThat(plan.path("invalid").asInt()).isEqualTo(1);
    assertThat(plan.at("/invalid_targets/0/index").asInt()).isEqualTo(601);
    assertThat(plan.at("/shards/0/node").asText()).isEqualTo("alpha");
    assertThat(plan.at("/shards/0/targets").asInt() + plan.at("/shards/1/targets").asInt())
        .isEqualTo(599);
    assertThat(plan.at("/shards/1/targets").asInt()).isGreaterThan(350);
  }

  @Test
  void aDryRun_tellsHowLongTheJobWouldTakeAndWhatLimitsIt() {
    await()
        .untilAsserted(
            () -> {
              fleet.beat("alpha", 10.0);
              fleet.beat("beta", 20.0);
              JsonNode plan = api.post(DRY, Lists.submit(600)).json();
              assertThat(plan.path("rate_per_second").asDouble()).isEqualTo(30);
              assertThat(plan.path("eta_seconds").asInt()).isEqualTo(20);
              assertThat(plan.path("limited_by").asText()).isEqualTo("egress");
              assertThat(plan.path("warnings")).isEmpty();
            });
  }

  @Test
  void aDryRun_writesNothing_andTakesNoKey(EmbeddedRedis redis) {
    fleet.beat("alpha", 10.0);
    Map<String, String> key = Map.of("Idempotency-Key", "rehearsed");
    api.post("/v1/jobs", Lists.submit(1));
    // Upkeep's first pass on an empty Redis makes keys too.
    await().until(() -> redis.call("EXISTS", "bonghwa:{fleet}:epoch").equals("1"));
    String before = redis.call("KEYS", "*");

    api.post(DRY, Lists.submit(900), key);

    assertThat(redis.call("KEYS", "*").lines()).containsExactlyInAnyOrderElementsOf(lines(before));
    assertThat(api.get("/v1/jobs").json().path("jobs")).hasSize(1);
    assertThat(api.post("/v1/jobs", Lists.submit(3), key).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "''                     , 1,    200",
    "strict=true            , 1,    422",
    "''                     , 1001, 413",
    "dry_run=maybe          , 1,    400"
  })
  void aDryRun_refusesWhatASubmitRefuses(String query, int targets, int status) {
    String list = Lists.submit(targets).replace("]}", ",\"nonsense\"]}");
    String path = query.startsWith("dry_run") ? "/v1/jobs?" + query : DRY + "&" + query;

    assertThat(api.post(query.isEmpty() ? DRY : path, list).status()).isEqualTo(status);
  }

  @Test
  void malformedBodies_areRefusedTheSame() {
    assertThat(api.post(DRY, "{}").json().path("errors"))
        .isNotEmpty()
        .isEqualTo(api.post("/v1/jobs", "{}").json().path("errors"));
    assertThat(api.post(DRY, "{").status()).isEqualTo(400);
    assertThat(api.post(DRY, "", Map.of("Content-Type", "text/plain")).status()).isEqualTo(415);
  }

  @Test
  void whatMayGoWrong_isToldInWarnings() {
    String short_ = Lists.submit(900).replaceFirst("\\{", "{\"expires_in\":5,");

    JsonNode nobody = api.post(DRY, short_).json();
    fleet.beat("alpha", 10.0);
    api.post("/v1/jobs", Lists.submit(1000));
    JsonNode full = api.post(DRY, short_).json();

    assertThat(nobody.path("warnings").get(0).asText()).contains("no node is alive");
    assertThat(nobody.path("eta_seconds").isNull()).isTrue();
    assertThat(nobody.path("limited_by").isNull()).isTrue();
    assertThat(full.path("warnings")).hasSize(2);
    assertThat(full.path("warnings").get(0).asText())
        .contains("now the job would be refused with 429")
        .contains("BACKLOG_TARGETS is 1,500");
    assertThat(full.path("warnings").get(1).asText()).contains("900 targets will expire");
    assertThat(full.path("limited_by").asText()).isEqualTo("backlog");
  }

  private static Iterable<String> lines(String text) {
    return text.lines().toList();
  }
}
