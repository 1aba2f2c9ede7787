package dev.bonghwa.nms.http;

import dev.bonghwa.config.PortFault;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP/1.1 server: a port, its areas, its limits. */
public final class HttpListener {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
  private static final long TLS_LOOK_MILLIS = 5_000;

  /** What the system gives at a time: in smaller pieces a body's reader is woken more often. */
  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx;
  private final Listen listen;
  private final Doors doors;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;

  /** The last area must have an empty prefix: it answers what no other covers. */
  public HttpListener(Vertx vertx, Listen listen, List<Area> areas, HttpMeter meter) {
    this.vertx = vertx;
    this.listen = listen;
    this.doors = new Doors(vertx, areas, meter, new ConnectionLimits(vertx, listen.patience()));
  }

  /**
   * Listens; blocks until the port is open.
   *
   * @return the port
   * @throws CannotListen when the port is taken or the certificate is unusable
   */
  public int start() {
    try {
      TlsFiles tls = listen.tls() == null ? null : new TlsFiles(listen.tls());
      HttpServer starting = vertx.createHttpServer(options(tls));
      starting.connectionHandler(doors.connections()::opened);
      starting.requestHandler(this::begin);
      starting.invalidRequestHandler(this::refuse);
      starting.exceptionHandler(e -> log.debug("a connection broke: {}", e.toString()));
      starting.listen().toCompletionStage().toCompletableFuture().join();
      if (tls != null) {
        vertx.setPeriodic(TLS_LOOK_MILLIS, tick -> tls.reloadIfChanged(starting));
      }
      server = starting;
      return starting.actualPort();
    } catch (CompletionException e) {
      throw cannot(e.getCause() == null ? e : e.getCause());
    } catch (IOException | RuntimeException e) {
      throw cannot(e);
    }
  }

  /**
   * Takes no new connection, lets requests in work end within {@code grace}, ends event streams at
   * once.
   */
  public void stop(Duration grace) throws InterruptedException {
    doors.streams().forEach(EventSink::stop);
    if (server != null) {
      server.shutdown(grace).toCompletionStage().toCompletableFuture().join();
    }
    handlers.shutdownNow();
    handlers.awaitTermination(1, TimeUnit.SECONDS);
  }

  private void begin(HttpServerRequest request) {
    ServedRequest served = served(request);
    handlers.execute(served::run);
  }

  private void refuse(HttpServerRequest request) {
    served(request).refuse(UnreadableRequest.problem(request.decoderResult().cause()));
  }

  private ServedRequest served(HttpServerRequest request) {
    Context context = vertx.getOrCreateContext();
    doors.connections().requestBegan(request.connection());
    BodyStream body = new BodyStream(request, context, listen);
    body.attach();
    return new ServedRequest(request, context, doors, body);
  }

  private HttpServerOptions options(@Nullable TlsFiles tls) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(listen.bind())
            .setPort(listen.port())
            .setMaxInitialLineLength(UnreadableRequest.MOST_LINE_BYTES)
            .setMaxHeaderSize(UnreadableRequest.MOST_HEADER_BYTES)
            .setMaxChunkSize(CHUNK)
            .setTcpKeepAlive(true)
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false);
    if (tls != null) {
      options.setSsl(true).setKeyCertOptions(tls.options());
    }
    return options;
  }

  private CannotListen cannot(Throwable cause) {
    return new CannotListen(
        PortFault.tell(listen.name(), listen.port(), listen.bind(), cause), cause);
  }
}
