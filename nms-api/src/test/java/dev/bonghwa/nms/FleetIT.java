package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API says of the fleet: nodes, gone endpoints, sums, metrics. */
@ExtendWith(RedisExtension.class)
class FleetIT {
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
    api.post("/v1/jobs/" + api.post("/v1/jobs", Lists.submit(2)).id() + "/cancel", "");

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
}
