package dev.bonghwa.nms.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer's body as a blocking stream: a write returns when the system has taken it, so a client
 * that reads slowly costs one buffer. One that takes nothing for a while is given up.
 */
final class BodyOutput extends OutputStream {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServerResponse response;
  private final Context context;

  BodyOutput(HttpServerResponse response, Context context) {
    this.response = response;
    this.context = context;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Buffer buffer = Buffer.buffer(length).appendBytes(bytes, offset, length);
    CompletableFuture<Void> taken = new CompletableFuture<>();
    context.runOnContext(now -> write(buffer, taken));
    await(taken);
  }

  private void write(Buffer buffer, CompletableFuture<Void> taken) {
    response.closeHandler(closed -> taken.completeExceptionally(new IOException("closed")));
    if (response.closed()) {
      taken.completeExceptionally(new IOException("closed"));
    } else {
      response.write(buffer).onSuccess(taken::complete).onFailure(taken::completeExceptionally);
    }
  }

  private static void await(CompletableFuture<Void> taken) throws IOException {
    try {
      taken.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the client left or takes nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is stopping");
    }
  }
}
