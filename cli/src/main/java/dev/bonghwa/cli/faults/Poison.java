package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers everything but to one webhook, whose senders it names and does not answer.
 *
 * <p>Until that one is suspected the others get their answers late: a crash is one that comes
 * before anything of its batch has ended.
 */
final class Poison implements Behaviour {

  private static final Duration LATE = Duration.ofSeconds(5);
  private static final int SUSPECTED = 2;

  private final Behaviour others = new Resends();
  private final AtomicInteger calls = new AtomicInteger();
  private final BlockingQueue<Integer> victims = new LinkedBlockingQueue<>();
  private final long webhook;
  private volatile int lastVictim;

  Poison(long webhook) {
    this.webhook = webhook;
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    if (request.webhook() != webhook) {
      ReceiverReply reply = others.reply(request);
      boolean early = calls.get() < SUSPECTED || request.version() == lastVictim;
      return early ? reply.after(LATE) : reply;
    }
    lastVictim = request.version();
    calls.incrementAndGet();
    victims.add(request.version());
    return new ReceiverReply.Silence();
  }

  /** The mark of one who has called it; 0 when nobody does within this time. */
  int awaitVictim(Duration patience) {
    try {
      Integer mark = victims.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      return mark == null ? 0 : mark;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
