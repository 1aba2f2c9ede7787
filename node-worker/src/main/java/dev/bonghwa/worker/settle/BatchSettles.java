package dev.bonghwa.worker.settle;

import dev.bonghwa.queue.SettleReply;
import dev.bonghwa.queue.SettleReply.Settled;
import dev.bonghwa.queue.Settlement.Then;
import dev.bonghwa.worker.loop.OnLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics.Loss;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settles of one batch: one on its way at a time, repeated word for word until it is answered.
 *
 * <p>A repeat keeps its number, so that whichever copy Redis runs first, the other changes nothing.
 */
final class BatchSettles {

  private static final Logger log = LoggerFactory.getLogger(BatchSettles.class);

  /** After this many full tellings the batch is given up: its lease ends, another node counts. */
  private static final int TELLINGS = 3;

  private final SettleTools tools;
  private final Settler settler;
  private final Ledger ledger;
  private final Owner owner;
  private Ledger.@Nullable Draft draft;
  private boolean onItsWay;
  private boolean over;
  private long firstAsked;
  private long lastAsked;
  private long confirmedAsked;
  private int tellings;

  BatchSettles(SettleTools tools, Settler settler, Ledger ledger, Owner owner, long claimAsked) {
    this.tools = tools;
    this.settler = settler;
    this.ledger = ledger;
    this.owner = owner;
    this.lastAsked = claimAsked;
    this.confirmedAsked = claimAsked;
  }

  /** When the newest confirmed settle that renewed the lease, or the claim, was asked for. */
  long confirmedAsked() {
    return confirmedAsked;
  }

  boolean hasNews() {
    return ledger.hasNews();
  }

  /** Whether it is to be settled without news too. */
  boolean isDue() {
    long quiet = tools.loop().nanoTime() - lastAsked;
    return draft != null
        || owner.then() != Then.KEEP
        || quiet >= Settler.QUIET_INTERVAL.toNanos()
        || tools.link().unconfirmedSince(confirmedAsked);
  }

  private boolean isTimeToRenew(long now) {
    return now - confirmedAsked >= Settler.RENEW_AFTER.toNanos()
        || tools.link().unconfirmedSince(confirmedAsked);
  }

  void ask() {
    if (onItsWay || over) {
      return;
    }
    long now = tools.loop().nanoTime();
    if (draft == null) {
      draft = ledger.draft(tools.clock(), now, owner, isTimeToRenew(now));
      firstAsked = now;
    }
    var asked = draft;
    lastAsked = now;
    onItsWay = true;
    OnLoop.ask(
        tools.loop(),
        () -> tools.settles().apply(asked.settlement()),
        reply -> answered(asked, now, reply),
        failure -> failed(now, failure));
  }

  private void failed(long askedAt, Throwable cause) {
    onItsWay = false;
    tools.link().failed(askedAt, cause);
    tools.metrics().settleFailed();
  }

  private void answered(Ledger.Draft asked, long askedAt, SettleReply reply) {
    onItsWay = false;
    draft = null;
    tools.link().answered(askedAt);
    switch (reply) {
      case Settled settled -> confirmed(asked, askedAt, settled);
      case SettleReply.Stale() -> lose(Loss.TAKEN, "its lease had ended, another claim took it");
      case SettleReply.Unknown() -> lose(Loss.JOB_UNKNOWN, "its job is no more");
      case SettleReply.Broken(String why) ->
          lose(Loss.BROKEN, "its record in Redis cannot be worked on: " + why);
    }
  }

  private void confirmed(Ledger.Draft asked, long askedAt, Settled settled) {
    if (settled.now() != null) {
      tools.clock().observe(settled.now(), askedAt, tools.loop().nanoTime());
    }
    long answers = ledger.confirmed(asked);
    tools.permits().confirmed(answers);
    tools.metrics().settled((int) answers, tools.loop().nanoTime() - askedAt);
    if (asked.settlement().renew()) {
      // A repeat renews nothing if an earlier copy was run: it confirms what the first asked for.
      confirmedAsked = firstAsked;
    }
    settler.progressed(tools.clock().latest(tools.loop().nanoTime()));
    if (asked.settlement().then() != Then.KEEP || settled.done()) {
      end();
    } else if (settled.open() != asked.open() && !tellAgain(asked, settled)) {
      lose(Loss.MISCOUNTED, "Redis and this node count its targets differently");
      return;
    }
    owner.settled(asked.settlement(), settled);
    askAgain();
  }

  /**
   * On a slow link the next interval may begin long after this answer: what came meanwhile would
   * wait for it, and count as unconfirmed for three round trips instead of two.
   */
  private void askAgain() {
    boolean over = tools.loop().nanoTime() - lastAsked >= Settler.INTERVAL.toNanos();
    if (over && (hasNews() || isDue()) && tools.link().mayAsk()) {
      ask();
    }
  }

  private boolean tellAgain(Ledger.Draft asked, Settled settled) {
    log.warn(
        "{} batch {}: Redis counts {} open targets, this node {}; the whole claim is settled again",
        ledger.batch().job(),
        ledger.batch().number(),
        settled.open(),
        asked.open());
    ledger.tellAgain();
    return ++tellings <= TELLINGS;
  }

  void lose(Loss cause, String why) {
    long age = tools.loop().nanoTime() - confirmedAsked;
    end();
    tools.metrics().lost(cause);
    owner.lost(why + ", " + age / 1_000_000 + " ms after the last settle that was confirmed");
  }

  private void end() {
    over = true;
    settler.forget(ledger);
  }
}
