package dev.bonghwa.worker.settle;

import dev.bonghwa.worker.loop.Cancellable;
import dev.bonghwa.worker.metrics.WorkerMetrics.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settles every held batch: after 100 ms when there is news, after 200 ms when that is ten answers
 * or fewer, after 800 ms when there is none.
 *
 * <p>An empty settle says that the sending loop is alive (it renews the lease) and asks what became
 * of the job. Runs on the loop that sends, so a loop that hangs renews nothing.
 */
public final class Settler {

  static final Duration INTERVAL = Duration.ofMillis(100);
  static final Duration QUIET_INTERVAL = Duration.ofMillis(800);

  /**
   * So few answers are left for another interval: a crash would repeat no more than these besides.
   */
  private static final int FEW = 10;

  private static final int INTERVALS_OF_FEW = 2;

  /**
   * No sooner is a lease renewed again: it lasts many times as long, and so does what it allows.
   */
  static final Duration RENEW_AFTER = Duration.ofMillis(400);

  private static final Duration EARLIEST = Duration.ofMillis(20);

  private final SettleTools tools;
  private final Map<Ledger, BatchSettles> batches = new LinkedHashMap<>();
  private @Nullable Cancellable timer;
  private long lastTick;
  private int intervalsSinceNews = INTERVALS_OF_FEW;
  private boolean hurrying;
  private Instant lastProgress = Instant.EPOCH;

  /** Settles nothing yet; {@link #start} begins. */
  public Settler(SettleTools tools) {
    this.tools = tools;
  }

  /** Begins to settle. */
  public void start() {
    timer = tools.loop().schedule(INTERVAL, this::interval);
  }

  /** Ends settling; what is unconfirmed stays so. */
  public void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Takes on a batch whose claim was asked for at the given nanoseconds. */
  public void add(Ledger ledger, Owner owner, long claimAsked) {
    batches.put(ledger, new BatchSettles(tools, this, ledger, owner, claimAsked));
  }

  /** Whether the newest confirmation of this batch still allows to send. */
  public boolean allowsSend(Ledger ledger) {
    var batch = batches.get(ledger);
    return batch != null && tools.link().allowsSend(batch.confirmedAsked());
  }

  /** See {@link StoreLink#sendUntil}. */
  public long sendUntil(Ledger ledger) {
    var batch = batches.get(ledger);
    return batch == null ? tools.loop().nanoTime() : tools.link().sendUntil(batch.confirmedAsked());
  }

  /** Settles this batch now, if no settle of it is on its way. */
  public void settleNow(Ledger ledger) {
    var batch = batches.get(ledger);
    if (batch != null && tools.link().mayAsk()) {
      batch.ask();
    }
  }

  /** Redis is another one than before, without these claims: all batches are lost. */
  public void loseAll() {
    List.copyOf(batches.values())
        .forEach(batch -> batch.lose(Loss.STORE_LOST, "Redis has lost its data"));
  }

  /**
   * Everything waits for confirmations: settle early, though not in a frenzy. Nobody may be there
   * to ask again, for nothing is in flight any more.
   */
  public void hurry() {
    long early = EARLIEST.toNanos() - (tools.loop().nanoTime() - lastTick);
    if (early <= 0) {
      tick();
    } else if (!hurrying) {
      hurrying = true;
      tools.loop().schedule(Duration.ofNanos(early), this::hurried);
    }
  }

  private void hurried() {
    hurrying = false;
    if (tools.permits().boundReached()) {
      tick();
    }
  }

  /** One round over all batches. */
  void tick() {
    lastTick = tools.loop().nanoTime();
    if (batches.values().stream().anyMatch(BatchSettles::hasNews)) {
      intervalsSinceNews = 0;
    }
    ask(batch -> batch.hasNews() || batch.isDue());
  }

  private void interval() {
    timer = tools.loop().schedule(INTERVAL, this::interval);
    intervalsSinceNews++;
    if (intervalsSinceNews >= INTERVALS_OF_FEW || tools.permits().unconfirmed() > FEW) {
      tick();
    } else {
      ask(BatchSettles::isDue);
    }
  }

  private void ask(Predicate<BatchSettles> those) {
    if (tools.link().mayAsk()) {
      batches.values().stream().filter(those).toList().forEach(BatchSettles::ask);
    }
  }

  /** When the newest settle was confirmed, by Redis TIME; EPOCH before the first. */
  public Instant lastProgress() {
    return lastProgress;
  }

  void progressed(Instant storeTime) {
    lastProgress = storeTime;
  }

  void forget(Ledger ledger) {
    batches.remove(ledger);
    tools.permits().confirmed(ledger.unconfirmed());
  }
}
