package dev.bonghwa.worker.send;

import dev.bonghwa.worker.send.SendResult.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer.
 *
 * <p>What ends it decides what it was: before there is a connection nothing was sent, and between a
 * proxy and what is behind it only a handshake that failed tells apart; as long as the last byte of
 * the request has not reached the kernel the far end cannot have had all of it; after that it may
 * have, until a status line says more. Whatever follows a status line is only body.
 */
final class Exchange {
  private final Outgoing outgoing;
  private final LongSupplier writeUntil;
  private final InFlight inFlight;
  private final Connections connections;
  private final CompletableFuture<SendResult> result = new CompletableFuture<>();
  private long begunAt;
  private boolean viaProxy;
  private @Nullable HttpClientRequest request;
  private @Nullable Future<Void> written;
  private @Nullable HttpClientResponse response;
  private final AnswerBody body = new AnswerBody();

  Exchange(Outgoing outgoing, LongSupplier writeUntil, InFlight inFlight, Connections connections) {
    this.outgoing = outgoing;
    this.writeUntil = writeUntil;
    this.inFlight = inFlight;
    this.connections = connections;
  }

  CompletionStage<SendResult> result() {
    return result;
  }

  long begunAt() {
    return begunAt;
  }

  void begunAt(long nanos) {
    begunAt = nanos;
  }

  void start(HttpClient client, RequestOptions options) {
    viaProxy = options.getProxyOptions() != null;
    try {
      client.request(options).onComplete(this::connected, this::unconnected);
    } catch (RuntimeException e) {
      unsendable(e);
    }
  }

  /** Ends it now, with what is true of it at this moment. */
  void end(String why) {
    if (result.isDone()) {
      return;
    }
    complete(sofar(why));
    reset();
  }

  /** Ends it because it took too long. */
  void expire(String why) {
    end(why);
    if (request != null) {
      connections.doubt(request.connection());
    }
  }

  private void connected(HttpClientRequest ready) {
    ready.exceptionHandler(toldByTheResponse -> {});
    if (result.isDone()) {
      connections.putBack(ready);
      return;
    }
    if (connections.allow(ready.connection(), writeUntil.getAsLong())) {
      request = ready;
      write(ready);
    } else {
      complete(new SendResult.Withheld());
      connections.putBack(ready);
    }
  }

  private void unconnected(Throwable cause) {
    Kind kind = Failures.connecting(cause);
    boolean proxys = viaProxy && kind != Kind.TLS;
    complete(
        proxys
            ? new SendResult.ProxyFailed(Failures.wantsLogin(cause), Failures.detail(cause))
            : new SendResult.NotSent(kind, Failures.detail(cause)));
  }

  private void write(HttpClientRequest ready) {
    try {
      outgoing.headers().forEach(ready::putHeader);
      ready.response().onComplete(this::answered, this::unanswered);
      written = ready.end(outgoing.body().buffer());
    } catch (RuntimeException e) {
      unsendable(e);
      connections.putBack(ready);
    }
  }

  /** The client does not take it: nothing was sent, and nothing must be left without a result. */
  private void unsendable(RuntimeException e) {
    complete(new SendResult.NotSent(Kind.UNWRITTEN, Failures.detail(e)));
  }

  private void answered(HttpClientResponse head) {
    if (result.isDone()) {
      return;
    }
    response = head;
    head.handler(this::received);
    head.exceptionHandler(cutShort -> complete(answer(head)));
    head.endHandler(end -> complete(answer(head)));
  }

  private void received(Buffer chunk) {
    body.add(chunk);
    if (body.isTooLong()) {
      end("the body goes on");
    }
  }

  private void unanswered(Throwable cause) {
    String detail = Failures.detail(cause);
    boolean unprocessed = Failures.isRefused(cause) || request != null && isAfterGoAway(request);
    complete(unprocessed ? new SendResult.NotSent(Kind.REFUSED_STREAM, detail) : sofar(detail));
  }

  private boolean isAfterGoAway(HttpClientRequest sent) {
    return connections.isRefused(sent.connection(), sent.streamId());
  }

  private SendResult sofar(String why) {
    if (response != null) {
      return answer(response);
    }
    if (request == null) {
      return viaProxy
          ? new SendResult.ProxyFailed(false, why)
          : new SendResult.NotSent(Kind.CONNECT_TIMEOUT, why);
    }
    return written != null && written.succeeded()
        ? new SendResult.Lost(why)
        : new SendResult.NotSent(Kind.UNWRITTEN, why);
  }

  private SendResult answer(HttpClientResponse head) {
    return new SendResult.Answer(head.statusCode(), Headers.read(head::getHeader), body.bytes());
  }

  private void reset() {
    if (request != null) {
      request.reset();
    }
  }

  private void complete(SendResult end) {
    inFlight.remove(this);
    result.complete(end);
  }
}
