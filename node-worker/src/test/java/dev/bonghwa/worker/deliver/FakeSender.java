package dev.bonghwa.worker.deliver;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.NotificationSender;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps every request open until the test answers it. */
final class FakeSender implements NotificationSender {

  /** Addresses in the order in which they were written. */
  final List<String> written = new ArrayList<>();

  private final List<Open> open = new ArrayList<>();
  private final LongSupplier nanoTime;

  FakeSender(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public CompletionStage<SendResult> send(
      Outgoing request, @Nullable Proxy via, LongSupplier writeUntil) {
    var sent = new Open(request.path(), via, new CompletableFuture<>());
    if (writeUntil.getAsLong() - nanoTime.getAsLong() > 0) {
      written.add(request.path());
      open.add(sent);
    } else {
      sent.result().complete(new SendResult.Withheld());
    }
    return sent.result();
  }

  @Override
  public void together(Runnable sends) {
    sends.run();
  }

  /** Addresses in flight. */
  List<String> flying() {
    return open.stream().map(Open::address).toList();
  }

  /** Answers the oldest request of this address. */
  void answer(String address, int status) {
    complete(address, new SendResult.Answer(status, Headers.NONE, new byte[0]));
  }

  /** Loses the answer of the oldest request of this address. */
  void lose(String address) {
    complete(address, new SendResult.Lost("reset"));
  }

  /** Lets the proxy fail the oldest request of this address. */
  void failAtProxy(String address) {
    complete(address, new SendResult.ProxyFailed(false, "502"));
  }

  /** The proxy that the oldest request of this address goes through. */
  @Nullable Proxy via(String address) {
    return oldest(address).via();
  }

  /** Answers all that is in flight. */
  void answerAll(int status) {
    List.copyOf(flying()).forEach(address -> answer(address, status));
  }

  private void complete(String address, SendResult result) {
    var found = oldest(address);
    open.remove(found);
    found.result().complete(result);
  }

  private Open oldest(String address) {
    return open.stream().filter(o -> o.address().equals(address)).findFirst().orElseThrow();
  }

  @Override
  public int inFlight() {
    return open.size();
  }

  @Override
  public void close() {}

  private record Open(String address, @Nullable Proxy via, CompletableFuture<SendResult> result) {}
}
