package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What openapi.json says is what the running server does. */
@ExtendWith(RedisExtension.class)
class OpenApiIT {
  private static final String UNKNOWN_JOB = "job_01JD6W8Z4Q3V5T7X9Y1A2B3C4D";
  private static ApiUnderTest api;
  private static FakeNode fleet;
  private static JsonNode document;
  private static Schemas schemas;

  @BeforeAll
  static void start(EmbeddedRedis redis) {
    api = new ApiUnderTest(redis.uri());
    fleet = new FakeNode(redis.uri());
    document = api.get("/openapi.json").json();
    schemas = new Schemas(document);
  }

  @AfterAll
  static void stop() {
    fleet.close();
    api.close();
  }

  @Test
  void everyRouteThatIsServed_isDescribed_andNoOther() {
    Set<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb ->
                            described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(described).isEqualTo(new TreeSet<>(api.routes()));
  }

  @Test
  void everyExample_hasTheShapeThatIsDescribed() {
    List<String> faults = new ArrayList<>();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        operation
            .path("responses")
            .properties()
            .forEach(
                answer -> {
                  for (JsonNode content : schemas.resolve(answer.getValue()).path("content")) {
                    schemas.faults(content.path("example"), content.path("schema")).stream()
                        .map(fault -> operation.path("operationId") + " " + answer.getKey() + fault)
                        .forEach(faults::add);
                  }
                });
      }
    }

    assertThat(faults).isEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere_andEveryOperationHasItsOwnId() {
    assertThat(document.findValuesAsText("$ref"))
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse());
    assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
  }

  @Test
  void everyAnswer_hasTheShapeThatIsDescribed() {
    fleet.beat("seoul-1");
    fleet.gone(Lists.webhook(900));
    ApiUnderTest.Answer job = check("POST", "/v1/jobs", "/v1/jobs", body(), key("shape"));
    String path = "/v1/jobs/" + job.json().path("id").asText();
    check("POST", "/v1/jobs", "/v1/jobs", body(), key("shape"));
    check("POST", "/v1/jobs", "/v1/jobs?dry_run=true", body(), Map.of());
    check("POST", "/v1/jobs", "/v1/jobs", "{}", Map.of());
    check("POST", "/v1/jobs", "/v1/jobs", "{}", Map.of("Content-Type", "text/plain"));
    check("GET", "/v1/jobs", "/v1/jobs?limit=2");
    check("GET", "/v1/jobs", "/v1/jobs?limit=x");
    check("GET", "/v1/jobs/{id}", path);
    check("GET", "/v1/jobs/{id}", "/v1/jobs/" + UNKNOWN_JOB);
    check("POST", "/v1/jobs/{id}/pause", path + "/pause");
    check("POST", "/v1/jobs/{id}/pause", path + "/pause");
    check("POST", "/v1/jobs/{id}/resume", path + "/resume");
    check("POST", "/v1/jobs/{id}/cancel", path + "/cancel");
    check("GET", "/v1/jobs/{id}/deliveries", path + "/deliveries");
    check("GET", "/v1/jobs/{id}/failures", path + "/failures");
    check("POST", "/v1/jobs/{id}/redrive", path + "/redrive");
    String cancelled = "{\"states\":[\"cancelled\"]}";
    check("POST", "/v1/jobs/{id}/redrive", path + "/redrive", cancelled, key("again"));
    check("POST", "/v1/jobs/{id}/redrive", path + "/redrive", cancelled, key("again"));
    check("POST", "/v1/jobs/{id}/redrive", path + "/redrive", "{\"states\":[\"gone\"]}", Map.of());
    check("GET", "/v1/jobs/{id}/deliveries", path + "/deliveries?state=x");
    check("GET", "/v1/nodes", "/v1/nodes");
    check("GET", "/v1/nodes/{id}", "/v1/nodes/seoul-1");
    check("GET", "/v1/nodes/{id}", "/v1/nodes/nobody");
    check("POST", "/v1/nodes/{id}/drain", "/v1/nodes/seoul-1/drain");
    check("POST", "/v1/nodes/{id}/undrain", "/v1/nodes/seoul-1/undrain");
    check("DELETE", "/v1/nodes/{id}", "/v1/nodes/seoul-1");
    check("GET", "/v1/endpoints/gone", "/v1/endpoints/gone");
    check("POST", "/v1/proxies", "/v1/proxies", "{\"proxies\":[\"10.0.0.1:3128\"]}", Map.of());
    check("POST", "/v1/proxies", "/v1/proxies", "{\"proxies\":[\"u:p@10.0.0.1:1\"]}", Map.of());
    check("GET", "/v1/proxies", "/v1/proxies");
    check("DELETE", "/v1/proxies/{id}", "/v1/proxies/10.0.0.1:3128");
    check("GET", "/v1/stats", "/v1/stats");
    check("POST", "/api/tasks", "/api/tasks", task(), Map.of());
    check("POST", "/api/tasks", "/api/tasks", "{}", Map.of());
    check("GET", "/api/nodes", "/api/nodes");
    check("POST", "/api/proxies/{proxy}", "/api/proxies/10.0.0.1:3128");
    check("POST", "/api/proxies", "/api/proxies", "{\"proxies\":[\"10.0.0.2:1\"]}", Map.of());
    check("GET", "/api/proxies", "/api/proxies");
    check("DELETE", "/api/proxies/{proxy}", "/api/proxies/10.0.0.1:3128");
    check("GET", "/api/unsubscribers", "/api/unsubscribers");
    check("DELETE", "/api/unsubscribers", "/api/unsubscribers");
    check("GET", "/healthz", "/healthz");
    check("GET", "/readyz", "/readyz");
  }

  private static void check(String method, String route, String path) {
    check(method, route, path, "", Map.of());
  }

  private static ApiUnderTest.Answer check(
      String method, String route, String path, String body, Map<String, String> headers) {
    var request = api.request(path).method(method, BodyPublishers.ofString(body));
    request.setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    ApiUnderTest.Answer answer = api.send(request);
    JsonNode described =
        schemas.resolve(
            document
                .path("paths")
                .path(route)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.status())));
    assertThat(described.isMissingNode())
        .as(method + " " + route + " answers " + answer.status() + ": " + answer.body())
        .isFalse();
    if (described.has("content")) {
      JsonNode content = described.path("content").path(answer.header("Content-Type"));
      assertThat(schemas.faults(answer.json(), content.path("schema")))
          .as(method + " " + path + ": " + answer.body())
          .isEmpty();
    } else {
      assertThat(answer.body()).isEmpty();
    }
    return answer;
  }

  private static Map<String, String> key(String key) {
    return Map.of("Idempotency-Key", key);
  }

  private static String body() {
    return Lists.submit('"' + Lists.webhook(1) + "\",\"nonsense\"");
  }

  private static String task() {
    return "{\"subscribers\":[\"" + Lists.webhook(1) + "\"],\"message\":{\"content\":\"a\"}}";
  }
}
