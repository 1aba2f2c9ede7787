package dev.bonghwa.nms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventSinkIT {
  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<EventSink> sink = new CompletableFuture<>();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aClientThatLeftBeforeTheStreamBegan_hasLeft() throws Exception {
    int port = listen();
    try (RawClient client = new RawClient(port)) {
      client.send("GET / HTTP/1.1", "Host: x", "", "");
    }
    EventSink late = sink.get(10, TimeUnit.SECONDS);

    late.open();

    assertThat(late.clientLeftWithin(Duration.ofSeconds(10))).isTrue();
  }

  /** Its handler makes the sink only when the connection is closed. */
  private int listen() {
    HttpServer server = vertx.createHttpServer().requestHandler(this::begin);
    return server.listen(0).toCompletionStage().toCompletableFuture().join().actualPort();
  }

  private void begin(HttpServerRequest request) {
    EventSink made = new EventSink(request.response(), vertx.getOrCreateContext());
    request.connection().closeHandler(closed -> vertx.runOnContext(later -> sink.complete(made)));
  }
}
