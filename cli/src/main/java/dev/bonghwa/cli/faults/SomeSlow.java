package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Delivers everything, but one worker's first requests of one job only after this time. */
final class SomeSlow implements Behaviour {
  private final Behaviour others = new Resends();
  private final AtomicInteger begun = new AtomicInteger();
  private final int count;
  private final Duration latency;
  private final String job;
  private volatile int mark;

  SomeSlow(int count, Duration latency, String job) {
    this.count = count;
    this.latency = latency;
    this.job = job;
  }

  /** To be said before anything is sent. */
  void of(CaseNode node) {
    mark = node.mark();
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    ReceiverReply reply = others.reply(request);
    boolean slow = request.version() == mark && request.job().equals(job);
    return slow && begun.getAndIncrement() < count ? reply.after(latency) : reply;
  }

  /** Waits for the first of them. */
  void awaitBegun() {
    await("a slow request has come")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> begun.get() > 0);
  }
}
