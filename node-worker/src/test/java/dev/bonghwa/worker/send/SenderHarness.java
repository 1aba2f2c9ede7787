package dev.bonghwa.worker.send;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyLogin;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.worker.loop.VertxLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A sender on a loop of its own, called from tests. */
final class SenderHarness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final VertxLoop loop = VertxLoop.of(vertx, () -> {});
  final VertxSender sender;

  SenderHarness(Path trustCerts, int maxConcurrent, Duration requestTimeout) {
    this(trustCerts, maxConcurrent, requestTimeout, null);
  }

  SenderHarness(
      Path trustCerts, int maxConcurrent, Duration requestTimeout, @Nullable ProxyLogin login) {
    this(
        new SenderSettings(
            maxConcurrent, Duration.ofSeconds(3), requestTimeout, trustCerts, null, login));
  }

  SenderHarness(SenderSettings settings) {
    sender = new VertxSender(vertx, loop, settings);
  }

  static Outgoing to(URI discordUrl, int number) {
    String path = discordUrl.getPath() + "/" + Samples.webhook(1, number).target();
    byte[] body = "{\"content\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of("content-type", "application/json", "user-agent", "DiscordBot (x, 1)");
    return new Outgoing(
        discordUrl.getHost(), discordUrl.getPort(), path, headers, new Body(List.of(body)));
  }

  SendResult send(Outgoing request) {
    return get(begin(request, () -> true));
  }

  SendResult send(Outgoing request, BooleanSupplier mayWrite) {
    return get(begin(request, mayWrite));
  }

  CompletableFuture<SendResult> begin(Outgoing request, BooleanSupplier mayWrite) {
    return onLoop(() -> sender.send(request, null, () -> until(mayWrite.getAsBoolean())))
        .thenCompose(stage -> stage);
  }

  private long until(boolean mayWrite) {
    return loop.nanoTime() + (mayWrite ? MINUTE : 0);
  }

  SendResult sendBy(Proxy proxy, Outgoing request) {
    return get(beginBy(proxy, request));
  }

  CompletableFuture<SendResult> beginBy(Proxy proxy, Outgoing request) {
    return onLoop(() -> sender.send(request, proxy, () -> until(true))).thenCompose(stage -> stage);
  }

  <T> CompletableFuture<T> onLoop(Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.execute(() -> done.complete(task.get()));
    return done;
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    get(
        onLoop(
            () -> {
              sender.close();
              return true;
            }));
    get(vertx.close().toCompletionStage());
  }
}
