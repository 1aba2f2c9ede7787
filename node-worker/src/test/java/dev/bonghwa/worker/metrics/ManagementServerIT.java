package dev.bonghwa.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.worker.loop.VertxLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerIT {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile boolean live = true;
  private volatile boolean ready = true;
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = server(vertx, 0).start().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    client.close();
    vertx.close().await();
  }

  @Test
  void states_areCodes() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").body()).isEqualTo("ready\n");

    live = false;
    ready = false;

    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("not ready\n");
  }

  @Test
  void metrics_areAPlainPage() throws Exception {
    HttpResponse<String> page = get("/metrics");

    assertThat(page.body()).isEqualTo("bonghwa_up 1\n");
    assertThat(page.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void otherThings_areRefused() throws Exception {
    HttpRequest post = request("/healthz").POST(BodyPublishers.noBody()).build();

    assertThat(get("/secrets").statusCode()).isEqualTo(404);
    assertThat(client.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
  }

  @Test
  void hangingSender_doesNotHideItsState() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    Vertx two = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try {
      VertxLoop loop = VertxLoop.of(two, () -> {});
      int port = server(two, 0).start().toCompletableFuture().get(10, TimeUnit.SECONDS);

      loop.execute(() -> await(hang));

      assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
    } finally {
      hang.countDown();
      two.close().await();
    }
  }

  @Test
  void portInUse_isAFailure() {
    assertThatThrownBy(
            () -> server(vertx, port).start().toCompletableFuture().get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(BindException.class);
  }

  private ManagementServer server(Vertx on, int wanted) {
    NodeHealth health =
        new NodeHealth() {
          @Override
          public boolean isLive() {
            return live;
          }

          @Override
          public boolean isReady() {
            return ready;
          }
        };
    return new ManagementServer(on, "127.0.0.1", wanted, health, () -> "bonghwa_up 1\n");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(port, path);
  }

  private HttpResponse<String> get(int at, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
