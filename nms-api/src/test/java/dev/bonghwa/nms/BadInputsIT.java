package dev.bonghwa.nms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.nms.http.RawClient;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent: a clear refusal, never a 500, never a token in the answer. */
@ExtendWith(RedisExtension.class)
class BadInputsIT {
  private static final String TARGET = '"' + Lists.webhook(1) + '"';
  private static final String TOKEN = Lists.webhook(1).split("/")[1];
  private static final String LONG = "/message/content: is longer than 65,536 characters";
  private static ApiUnderTest api;

  @BeforeAll
  static void start(EmbeddedRedis redis) {
    api = new ApiUnderTest(redis.uri(), Map.of("MAX_TARGETS", "50", "MAX_BODY_BYTES", "200KiB"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        // What is no JSON, or not the JSON that this call takes.
        bad("no body", "", 400, "empty"),
        bad("not JSON", "hello", 400, "not valid JSON at line 1"),
        bad("half of it", "{\"message\":{", 400, "ends in the middle"),
        bad("an array", "[]", 400, "must begin with a JSON object"),
        bad("trailing text", Lists.submit(1) + " x", 400, "not valid JSON"),
        bad("a second object", Lists.submit(1) + "{}", 400, "something follows"),
        bad("a name twice", "{\"name\":\"a\",\"name\":\"b\"}", 400, "there twice"),
        bad("a name twice, deep", message("\"poll\":{\"a\":1,\"a\":2}"), 400, "there twice"),
        bad("too deep", message("\"x\":" + "[".repeat(40) + "]".repeat(40)), 400, "deeper than 32"),
        bad("NaN", message("\"content\":\"a\",\"flags\":NaN"), 400, "NaN"),
        bad("half a pair", message("\"content\":\"\\ud83d\""), 400, "half of a surrogate pair"),
        bad("half a pair in a name", message("\"\\udc00\":1"), 400, "not valid JSON"),
        bad("a long number", message("\"x\":" + "1".repeat(40)), 400, "longer than 32 digits"),
        bad("a long name", message('"' + "n".repeat(300) + "\":1"), 400, "name longer than 256"),
        bad("a comment", "/* hi */" + Lists.submit(1), 400, "not valid JSON"),
        bad("an unknown field", field("expires_at", "5"), 400, "/expires_at: is not a field"),
        bad("an address as field", field(Lists.webhook(1), "1"), 400, "unknown field"),
        bad("no message", "{\"targets\":[" + TARGET + "]}", 400, "/message: is missing"),
        bad("no targets", "{\"message\":{\"content\":\"a\"}}", 400, "/targets: is missing"),
        bad("targets no array", "{\"targets\":\"x\"}", 400, "/targets: must be an array"),
        bad("message no object", "{\"message\":\"x\"}", 400, "/message: must be an object"),
        bad("message null", "{\"message\":null}", 400, "/message: must be an object"),
        bad("priority no text", field("priority", "1"), 400, "/priority: must be a string"),
        bad("expiry no number", field("expires_in", "\"1\""), 400, "/expires_in: must be a whole"),
        bad("expiry a fraction", field("expires_in", "1.5"), 400, "/expires_in: must be a whole"),
        bad("content no text", message("\"content\":5"), 400, "/message/content: must be a string"),
        bad("embeds no array", message("\"embeds\":{}"), 400, "/message/embeds: must be an array"),
        bad("an embed no object", message("\"embeds\":[1]"), 400, "/message/embeds/0: must be"),
        bad("flags no number", message("\"flags\":\"4\""), 400, "/message/flags: must be a whole"),
        // Well-formed, and wrong.
        bad("no target", Lists.submit(""), 422, "/targets: is empty"),
        bad("only bad targets", Lists.submit("1,\"x\",null,{\"a\":[]}"), 422, "no entry of the"),
        bad("an empty message", message(""), 422, "/message: is empty"),
        bad("a blank message", message("\"content\":\" \\n\""), 422, "/message: is empty"),
        bad("long content", message(content(2001)), 422, "longer than 2000 characters"),
        bad("many embeds", message("\"embeds\":[" + embeds(11, 1) + "]"), 422, "has more than 10"),
        bad(
            "long embeds",
            message("\"embeds\":[" + embeds(2, 3001) + "]"),
            422,
            "longer than 6000"),
        bad("an unknown flag", message("\"content\":\"a\",\"flags\":64"), 422, "may only hold 4"),
        bad(
            "a huge flag",
            message("\"content\":\"a\",\"flags\":4294967300"),
            422,
            "may only hold 4"),
        bad("V2 and content", v2(1, "\"content\":\"a\","), 422, "/message/content: must not be"),
        bad("V2 and embeds", v2(1, "\"embeds\":[{}],"), 422, "/message/embeds: must not be"),
        bad("V2 and a poll", v2(1, "\"poll\":{\"a\":1},"), 422, "/message/poll: must not be"),
        bad("V2, nothing in it", v2(0, ""), 422, "/message/components: must be there"),
        bad("V2, too many", v2(41, ""), 422, "more than 40 components"),
        bad("attachments", message("\"content\":\"a\",\"attachments\":[{}]"), 422, "not supported"),
        bad(
            "thread of all",
            message("\"content\":\"a\",\"thread_id\":\"1\""),
            422,
            "?thread_id=ID"),
        bad("a large message", message("\"x\":[" + "1,".repeat(40_000) + "1]"), 422, "larger than"),
        bad("longer content", message("\"content\":\"" + "c".repeat(70_000) + '"'), 422, LONG),
        bad("another channel", field("channel", "\"mail\""), 422, "/channel: must be discord"),
        bad("another priority", field("priority", "\"asap\""), 422, "must be high, normal or low"),
        bad("an expiry of 0", field("expires_in", "0"), 422, "between 1 and 604800"),
        bad("an expiry of 8 days", field("expires_in", "691200"), 422, "between 1 and 604800"),
        bad(
            "a huge expiry",
            field("expires_in", "1" + "0".repeat(30)),
            422,
            "between 1 and 604800"),
        bad("a long name", field("name", '"' + "n".repeat(101) + '"'), 422, "at most 100"),
        bad("a name of two lines", field("name", "\"a\\nb\""), 422, "control characters"),
        bad("two threads", twoThreads(), 422, "/message/thread_name: must not be there"),
        // Too much.
        bad("too many targets", Lists.submit(51), 413, "more entries than MAX_TARGETS, 50"),
        bad("a large body", " ".repeat(300 * 1024), 413, "larger than MAX_BODY_BYTES"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void aBadBody_isRefusedClearly(String name, String body, int status, String detail) {
    ApiUnderTest.Answer answer = api.post("/v1/jobs", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(detail);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("request_id").asText()).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.body()).doesNotContain(TOKEN);
    if (status != 413) {
      assertThat(answer.json().path("errors").path(0).path("pointer").isTextual()).isTrue();
    }
  }

  static Stream<Arguments> entries() {
    String id = Lists.webhook(1).split("/")[0];
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of("http://discord.com/api/webhooks/" + Lists.webhook(1), "is not https"),
        Arguments.of("https://u:p@discord.com/api/webhooks/" + Lists.webhook(1), "user name"),
        Arguments.of("https://discord.com:444/api/webhooks/" + Lists.webhook(1), "port"),
        Arguments.of("https://127.0.0.1/api/webhooks/" + Lists.webhook(1), "IP address"),
        Arguments.of("https://example.com/" + TOKEN, "ALLOWED_HOSTS does not name"),
        Arguments.of("https://discord.com/api/webhooks/" + Lists.webhook(1) + "#x", "fragment"),
        Arguments.of(Lists.webhook(1) + "?a=b", "a query other than"),
        Arguments.of(Lists.webhook(1) + "?thread_id=x", "thread_id that is not a number"),
        Arguments.of(Lists.webhook(1) + "\\r\\n", "control character"),
        Arguments.of(id + "/short", "no webhook token"),
        Arguments.of("12/" + TOKEN, "no webhook id"),
        Arguments.of("x".repeat(9000), "longer than 2,048"));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void aBadEntry_isLeftOutAndTold(String entry, String reason) {
    String list = TARGET + ",\"" + entry + '"';

    ApiUnderTest.Answer taken = api.post("/v1/jobs", Lists.submit(list));
    ApiUnderTest.Answer strict = api.post("/v1/jobs?strict=true", Lists.submit(list));

    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    assertThat(taken.json().path("invalid").asInt()).isEqualTo(1);
    assertThat(taken.json().path("invalid_targets").get(0).path("index").asInt()).isEqualTo(1);
    assertThat(taken.json().path("invalid_targets").get(0).path("reason").asText())
        .contains(reason);
    assertThat(strict.status()).isEqualTo(422);
    assertThat(strict.json().path("errors").get(0).path("pointer").asText())
        .isEqualTo("/targets/1");
    assertThat(taken.body() + strict.body()).doesNotContain(TOKEN);
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of(Map.of("Content-Type", "text/plain"), 415, "must be application/json"),
        Arguments.of(Map.of("Content-Type", "application/json; charset=utf-16"), 415, "UTF-8"),
        Arguments.of(Map.of("Content-Encoding", "gzip"), 415, "Content-Encoding"),
        Arguments.of(Map.of("Content-Encoding", "identity"), 415, "Content-Encoding"),
        Arguments.of(Map.of("Idempotency-Key", "k".repeat(129)), 400, "1 to 128"),
        Arguments.of(Map.of("Authorization", "Bearer wrong-key-0123456789"), 401, "Bearer"),
        Arguments.of(Map.of("Authorization", "Basic abc"), 401, "Bearer"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aBadHeader_isRefusedClearly(Map<String, String> headers, int status, String detail) {
    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1), headers);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(detail);
  }

  static Stream<Arguments> calls() {
    String job = "/v1/jobs/job_01JD6W8Z4Q3V5T7X9Y1A2B3C4D";
    return Stream.of(
        Arguments.of("GET", "/v1/nothing", 404),
        Arguments.of("GET", "/nothing", 404),
        Arguments.of("GET", "/metrics", 404),
        Arguments.of("DELETE", "/v1/jobs", 405),
        Arguments.of("PUT", "/v1/stats", 405),
        Arguments.of("GET", "/v1/jobs/1", 404),
        Arguments.of("GET", "/v1/jobs/%ff%00", 404),
        Arguments.of("GET", job + "/deliveries", 404),
        Arguments.of("GET", job + "/events", 404),
        Arguments.of("POST", job + "/cancel", 404),
        Arguments.of("POST", job + "/redrive", 404),
        Arguments.of("GET", job + "/failures", 404),
        Arguments.of("GET", "/v1/jobs?state=late", 400),
        Arguments.of("GET", "/v1/jobs?limit=0", 400),
        Arguments.of("GET", "/v1/jobs?limit=1001", 400),
        Arguments.of("GET", "/v1/jobs?limit=x", 400),
        Arguments.of("GET", "/v1/jobs?limit=1&limit=2", 400),
        Arguments.of("GET", "/v1/jobs?stat=running", 400),
        Arguments.of("GET", "/v1/jobs?cursor=zzz", 400),
        Arguments.of("GET", "/v1/jobs?cursor=", 400),
        Arguments.of("GET", "/v1/jobs?state=", 400),
        Arguments.of("POST", "/v1/jobs?strict=maybe", 400),
        Arguments.of("GET", "/v1/endpoints/gone?since=yesterday", 400),
        Arguments.of("GET", "/v1/endpoints/gone?since=", 400),
        Arguments.of("GET", "/v1/endpoints/gone?since=%2B999999999-01-01T00:00:00Z", 400),
        Arguments.of("GET", "/v1/endpoints/gone?limit=-1", 400),
        Arguments.of("DELETE", "/v1/endpoints/gone/1", 404),
        Arguments.of("GET", "/v1/nodes/nobody", 404),
        Arguments.of("POST", "/v1/nodes/nobody/drain", 404),
        Arguments.of("DELETE", "/v1/nodes/a%20b", 404),
        Arguments.of("DELETE", "/v1/proxies/10.0.0.1:3128", 404),
        Arguments.of("DELETE", "/v1/proxies/x", 422));
  }

  @Test
  void moreProxiesThanAFleetHas_areRefused() {
    String tooMany =
        IntStream.range(0, 65)
            .mapToObj(i -> "\"10.0.0." + i + ":3128\"")
            .collect(Collectors.joining(",", "{\"proxies\":[", "]}"));

    ApiUnderTest.Answer answer =
        api.send(
            api.request("/v1/proxies")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(tooMany)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("64 at most");
  }

  @ParameterizedTest(name = "{0} {1} → {2}")
  @MethodSource("calls")
  void aBadCall_isRefusedClearly(String method, String path, int status) {
    ApiUnderTest.Answer answer =
        api.send(
            api.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.noBody()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("title").asText()).isNotBlank();
  }

  @Test
  void bytesThatAreNotUtf8_areRefused() {
    assertThat(raw("\ufeff{}".getBytes(UTF_8))).contains("byte order mark");
    assertThat(raw("{}".getBytes(UTF_16))).contains("byte order mark");
    assertThat(raw(new byte[] {'{', 0, '}', 0})).contains("UTF-8");
    assertThat(raw("{\"name\":\"é\"}".getBytes(ISO_8859_1))).contains("not valid JSON");
  }

  @Test
  void linesWithAListInTheFirst_areRefused() {
    ApiUnderTest.Answer answer =
        api.post("/v1/jobs", Lists.submit(1), Map.of("Content-Type", "application/x-ndjson"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("/targets");
  }

  @Test
  void anIdempotencyKeyThatIsNotAscii_isRefused() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      client.send(
          "POST /v1/jobs HTTP/1.1",
          "Host: x",
          "Authorization: Bearer " + ApiUnderTest.KEY,
          "Content-Type: application/json",
          "Idempotency-Key: cl\u00e9",
          "Content-Length: 0",
          "",
          "");

      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("ASCII");
    }
  }

  @Test
  void aReplay_isWarnedAsTheFirstWas() {
    Map<String, String> key = Map.of("Idempotency-Key", "warned");

    ApiUnderTest.Answer first = api.post("/v1/jobs", Lists.submit(1), key);
    ApiUnderTest.Answer again = api.post("/v1/jobs", Lists.submit(1), key);

    assertThat(first.json().path("warnings").toString()).contains("no node is alive");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("warnings")).isEqualTo(first.json().path("warnings"));
  }

  private static String raw(byte[] body) {
    ApiUnderTest.Answer answer =
        api.send(
            api.request("/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().path("detail").asText();
  }

  private static Arguments bad(String name, String body, int status, String detail) {
    return Arguments.of(name, body, status, detail);
  }

  private static String message(String fields) {
    return "{\"message\":{" + fields + "},\"targets\":[" + TARGET + "]}";
  }

  private static String field(String name, String value) {
    return "{\"" + name + "\":" + value + "," + Lists.submit(1).substring(1);
  }

  private static String content(int length) {
    return "\"content\":\"" + "\\ud83d\\ude00".repeat(length) + '"';
  }

  private static String embeds(int count, int length) {
    return repeat("{\"description\":\"" + "d".repeat(length) + "\"}", count);
  }

  private static String v2(int components, String more) {
    String all = repeat("{\"type\":10,\"content\":\"a\"}", components);
    return message(more + "\"flags\":32768,\"components\":[" + all + "]");
  }

  private static String twoThreads() {
    return "{\"message\":{\"content\":\"a\",\"thread_name\":\"t\"},\"targets\":[\""
        + Lists.webhook(1)
        + "?thread_id=100000000000000001\"]}";
  }

  private static String repeat(String text, int count) {
    return IntStream.range(0, count).mapToObj(i -> text).collect(Collectors.joining(","));
  }
}
