package dev.bonghwa.nms.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpListenerIT {
  private static final String KEY = "a-key-of-16-chars";
  private static final String AUTHORIZED = "Authorization: Bearer " + KEY;
  private static final String PROBLEM = "Content-Type: application/problem+json";

  /** Only where a test waits for its end: a busy machine is slow too. */
  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60));

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<Throwable> readFailure = new CompletableFuture<>();
  private final Turns turns = new Turns(1, Duration.ofMillis(1), "others are at it");
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private HttpListener listener;
  private int port;

  @BeforeEach
  void start() {
    start(Patience.USUAL);
  }

  /** Begins anew with a server that soon loses its patience. */
  private void startImpatient() throws InterruptedException {
    listener.stop(Duration.ZERO);
    start(SHORT);
  }

  private void start(Patience patience) {
    Area area =
        new Area(
            "/v1",
            new ApiKeys(List.of(KEY)),
            List.of(
                Route.of("POST", "/v1/count", this::count),
                Route.of("POST", "/v1/ignore", request -> Reply.empty(204)),
                Route.of("GET", "/v1/stream", request -> new Reply.Streamed(this::stream)),
                Route.of("GET", "/v1/long", r -> chunked(HttpListenerIT::writeLong)),
                Route.of("GET", "/v1/torn", r -> chunked(HttpListenerIT::tear)),
                Route.of("POST", "/v1/turn", turns.around(request -> costly())),
                Route.of("GET", "/v1/bug", request -> bug())),
            new ProblemJson());
    Area rest = new Area("", null, List.of(), new ProblemJson());
    listener =
        new HttpListener(vertx, listen(0, patience), List.of(area, rest), (m, r, s, t) -> {});
    port = listener.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    listener.stop(Duration.ZERO);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void oneConnection_servesManyRequests() throws IOException {
    try (RawClient client = new RawClient(port)) {
      for (int i = 0; i < 3; i++) {
        client.send(post("/v1/count", "Content-Length: 5", "", "hello"));
        assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("5");
      }
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInTheirOrder() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(
          post("/v1/count", "Content-Length: 2", "", "ab")
              + post("/v1/count", "Content-Length: 3", "", "abc"));

      assertThat(client.answer()).endsWith("2");
      assertThat(client.answer()).endsWith("3");
    }
  }

  @Test
  void aSmallBodyThatNobodyReads_costsNoConnection() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/ignore", "Content-Length: 5", "", "hello"));
      assertThat(client.answer()).startsWith("HTTP/1.1 204").doesNotContain("close");

      client.send(post("/v1/count", "Content-Length: 1", "", "x"));
      assertThat(client.answer()).endsWith("1");
    }
  }

  @Test
  void whoGetsNoTurn_is429_andMayComeAgain() throws IOException {
    String turn = post("/v1/turn", "Content-Length: 0", "", "");
    try (RawClient first = new RawClient(port);
        RawClient second = new RawClient(port)) {
      first.send(turn);
      begun.join();
      second.send(turn);
      assertThat(second.answer())
          .startsWith("HTTP/1.1 429")
          .contains("Retry-After: 5", "others are at it");

      enough.complete(null);
      assertThat(first.answer()).startsWith("HTTP/1.1 204");
      second.send(turn);
      assertThat(second.answer()).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void aBodyWithoutEnd_isRefusedAtTheLimit() throws Exception {
    startImpatient();

    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/count", "Transfer-Encoding: chunked", "", ""));
      client.send("10001", "x".repeat(0x10001), "");

      assertThat(client.answer()).startsWith("HTTP/1.1 413").contains("MAX_BODY_BYTES");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aPostWithoutLength_is411() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/count", "", ""));

      assertThat(client.answer()).startsWith("HTTP/1.1 411");
    }
  }

  @Test
  void aSlowBody_is408() throws Exception {
    startImpatient();

    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/count", "Content-Length: 1000", "", "just this"));

      assertThat(client.answer()).startsWith("HTTP/1.1 408").contains("16 KiB/s");
    }
  }

  @Test
  void aSlowHeader_costsTheConnection() throws Exception {
    startImpatient();

    try (RawClient client = new RawClient(port)) {
      client.send("GET /v1/stream HTTP/1.1\r\nHo");

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void anIdleConnection_isClosed() throws Exception {
    startImpatient();

    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/ignore", "Content-Length: 0", "", ""));
      client.answer();

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aLongHeader_isRefused() throws Exception {
    startImpatient();

    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/ignore", "X-Long: " + "x".repeat(10_000), "", ""));

      assertThat(client.answer()).startsWith("HTTP/1.1 431").contains(PROBLEM, "8192 bytes");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aLongPath_isRefused() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/" + "x".repeat(5_000), "", ""));

      assertThat(client.answer()).startsWith("HTTP/1.0 414").contains(PROBLEM, "4096 bytes");
    }
  }

  @Test
  void whatIsNotHttp_isRefusedAsAnythingElse() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("hello", "", "");

      assertThat(client.answer())
          .startsWith("HTTP/1.0 400")
          .contains(PROBLEM, "X-Request-Id: ", "\"title\":\"The request is malformed\"");
    }
  }

  @Test
  void aLengthTwiceOver_isRefused() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(
          post("/v1/count", "Content-Length: 1", "Transfer-Encoding: chunked", "", "0", "", ""));

      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains(PROBLEM, "body's length");
    }
  }

  @Test
  void withoutAKey_aLargeBodyIsNotEvenAskedFor() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(
          "POST /v1/count HTTP/1.1",
          "Host: x",
          "Expect: 100-continue",
          "Content-Length: 60000",
          "",
          "");

      assertThat(client.answer()).startsWith("HTTP/1.1 401").contains("Bearer");
    }
  }

  @Test
  void withAKey_theBodyIsAskedFor() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/count", "Expect: 100-continue", "Content-Length: 2", "", ""));
      assertThat(client.answer()).startsWith("HTTP/1.1 100");

      client.send("ab");
      assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("2");
    }
  }

  @Test
  void aClientThatLeaves_endsTheReading() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send(post("/v1/count", "Content-Length: 1000", "", "just this"));
    }

    assertThat(readFailure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  @Test
  void events_comeAsTheyAreSentAndEnd() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET /v1/stream HTTP/1.1", "Host: x", AUTHORIZED, "", "");

      assertThat(client.until("\r\n\r\n")).contains("text/event-stream");
      assertThat(client.until("0\r\n\r\n")).contains("event: tick").contains("data: [1]");
    }
  }

  @Test
  void headOfEvents_doesNotStream() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("HEAD /v1/stream HTTP/1.1", "Host: x", AUTHORIZED, "", "");
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200").contains("event-stream");

      client.send(post("/v1/count", "Content-Length: 2", "", "ab"));
      assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("2");
    }
  }

  @Test
  void aLongAnswer_comesInChunks() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET /v1/long HTTP/1.1", "Host: x", AUTHORIZED, "", "");

      assertThat(client.until("0\r\n\r\n")).contains("chunked").contains("x".repeat(16_000));
    }
  }

  @Test
  void aLongAnswerThatFails_doesNotLookWhole() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET /v1/torn HTTP/1.1", "Host: x", AUTHORIZED, "", "");

      assertThatThrownBy(() -> client.until("0\r\n\r\n")).hasMessageContaining("xxx");
    }
  }

  @Test
  void manyWrongKeys_areSlowedDown_aRightOnePasses() throws IOException {
    try (RawClient client = new RawClient(port)) {
      for (int i = 0; i < Guard.MOST_REFUSALS; i++) {
        client.send("GET /v1/bug HTTP/1.1", "Host: x", "Authorization: Bearer " + i, "", "");
        assertThat(client.answer()).startsWith("HTTP/1.1 401");
      }

      client.send("GET /v1/bug HTTP/1.1", "Host: x", "Authorization: Bearer x", "", "");
      assertThat(client.answer()).startsWith("HTTP/1.1 429").contains("Retry-After: ");
      assertThat(count(client)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void tooManyStrangersOfOneAddress_loseTheirOldest() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try (RawClient known = new RawClient(port)) {
      known.send("GET /v1/bug HTTP/1.1", "Host: x", AUTHORIZED, "", "");
      known.answer();
      for (int i = 0; i <= ConnectionLimits.MOST_STRANGERS_OF_ONE_ADDRESS; i++) {
        clients.add(new RawClient(port));
      }

      assertThat(count(clients.getLast())).startsWith("HTTP/1.1 ");
      assertThat(count(known)).startsWith("HTTP/1.1 200");
      assertThatThrownBy(() -> count(clients.getFirst())).isInstanceOf(IOException.class);
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aBug_is500WithoutItsText() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET /v1/bug HTTP/1.1", "Host: x", "X-Request-Id: my-1", AUTHORIZED, "", "");

      assertThat(client.answer())
          .startsWith("HTTP/1.1 500")
          .contains("X-Request-Id: my-1")
          .doesNotContain("secret");
    }
  }

  @Test
  void aRequestIdThatCouldForgeALogLine_isReplaced() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET /v1/bug HTTP/1.1", "Host: x", "X-Request-Id: a b%0a", "", "");

      assertThat(client.answer()).contains("X-Request-Id: ").doesNotContain("a b%0a");
    }
  }

  @Test
  void head_isGetWithoutTheBody() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("HEAD /v1/bug HTTP/1.1", "Host: x", AUTHORIZED, "", "");
      assertThat(client.until("\r\n\r\n"))
          .startsWith("HTTP/1.1 500")
          .contains("Content-Length: 167");

      client.send(post("/v1/count", "Content-Length: 2", "", "ab"));
      assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("2");
    }
  }

  @Test
  void aTakenPort_isOneClearLine() {
    HttpListener second = silent(listen(port, Patience.USUAL));

    assertThatThrownBy(second::start)
        .isInstanceOf(CannotListen.class)
        .hasMessage(
            "PORT " + port + " on 127.0.0.1 is not free: stop what uses it or set another PORT");
  }

  @Test
  void anAddressOfAnotherMachine_isAFaultOfBind() {
    Listen elsewhere = new Listen("PORT", "192.0.2.1", 0, 1024, Patience.USUAL, null);

    assertThatThrownBy(silent(elsewhere)::start)
        .isInstanceOf(CannotListen.class)
        .hasMessage("BIND 192.0.2.1 is no address of this machine: set one, or 0.0.0.0");
  }

  private HttpListener silent(Listen listen) {
    return new HttpListener(
        vertx,
        listen,
        List.of(new Area("", null, List.of(), new ProblemJson())),
        (m, r, s, t) -> {});
  }

  private Reply count(Request request) {
    try {
      return Reply.json(200, request.body().readAllBytes().length);
    } catch (IOException e) {
      readFailure.complete(e);
      throw new ClientLeft(e);
    }
  }

  private static Reply chunked(Reply.Body body) {
    return new Reply.Chunked("text/plain", body);
  }

  private void stream(EventSink sink) {
    sink.send("tick", List.of(1));
  }

  private static String count(RawClient client) throws IOException {
    return client.send(post("/v1/count", "Content-Length: 2", "", "ab")).answer();
  }

  private static void writeLong(OutputStream out) throws IOException {
    out.write("x".repeat(40_000).getBytes(US_ASCII));
  }

  private static void tear(OutputStream out) throws IOException {
    writeLong(out);
    throw Problem.of(503, "Redis does not answer");
  }

  private Reply costly() {
    begun.complete(null);
    enough.join();
    return Reply.empty(204);
  }

  private static Reply bug() {
    throw new IllegalStateException("a secret");
  }

  private static String post(String path, String... rest) {
    return String.join("\r\n", "POST " + path + " HTTP/1.1", "Host: x", AUTHORIZED)
        + "\r\n"
        + String.join("\r\n", rest);
  }

  private static Listen listen(int port, Patience patience) {
    return new Listen("PORT", "127.0.0.1", port, 64 * 1024, patience, null);
  }
}
