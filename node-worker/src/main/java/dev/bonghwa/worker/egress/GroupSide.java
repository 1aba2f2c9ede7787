package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.EgressGrant;
import dev.bonghwa.egress.EgressReport;
import dev.bonghwa.egress.EgressReport.Refusal;
import dev.bonghwa.egress.EgressReport.Stage;
import dev.bonghwa.worker.loop.EventLoop;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What of the group's right to send is this node's. It asks for the next grant before the last is
 * used up, a few times a second while there is something to send, and tells at once what touches
 * the others. With Redis away it spends what it has and then nothing.
 */
final class GroupSide {
  /** More is asked for when what is granted lasts no longer. */
  private static final long AHEAD = Duration.ofMillis(250).toNanos();

  private static final Duration INVALID_TOLD_WITHIN = Duration.ofMillis(500);
  private static final Duration PROBE_TOLD_EVERY = Duration.ofSeconds(2);
  private static final Duration BUDGET_PAUSE = Duration.ofSeconds(60);

  private final EventLoop loop;
  private final GroupTalk talk;
  private final GroupLog log;
  private final Allowance allowance = new Allowance();
  private final GroupPause pause = new GroupPause();
  private final InvalidAnswers invalid = new InvalidAnswers();
  private IntSupplier ready = () -> 0;
  private Runnable news = () -> {};
  private boolean known;
  private boolean unlimited;
  private double perSecond;
  private boolean wanting;
  private int sent;
  private @Nullable Refusal refusal;

  /** The name of its way is for the log. */
  GroupSide(EventLoop loop, GroupLine line, String name) {
    this.loop = loop;
    this.log = new GroupLog(name);
    this.talk = new GroupTalk(loop, line, this::hasNews, this::report, this::heard);
  }

  void serve(IntSupplier whatIsReady, Runnable whenNews) {
    ready = whatIsReady;
    news = whenNews;
  }

  void start() {
    talk.ask();
  }

  void stop() {
    talk.stop();
  }

  /** Nanoseconds until a request may go out, 0 for now; what is short is asked for. */
  long nanosUntilSend(long now) {
    if (!known) {
      return nanosUntilAnswer(now);
    }
    if (!pause.isOpen()) {
      return pause.holdsProbe(now) ? 0 : nanosUntilProbe(now);
    }
    if (unlimited) {
      return 0;
    }
    if (allowance.nanosLeft(now) <= AHEAD) {
      askForMore(now);
    }
    return allowance.holdsAny(now) ? allowance.nanosUntilNext(now) : talk.nanosUntilAsk(now);
  }

  private long nanosUntilProbe(long now) {
    long left = pause.nanosLeft(now);
    return left > 0 ? left : nanosUntilAnswer(now);
  }

  private long nanosUntilAnswer(long now) {
    if (!pause.isProbing()) {
      askForMore(now);
    }
    return talk.nanosUntilAsk(now);
  }

  private void askForMore(long now) {
    wanting = true;
    talk.askIfDue(now);
  }

  /** To be called when a request may go out. */
  void send(long number) {
    if (!pause.isOpen()) {
      pause.sent(number);
      talk.askWithin(PROBE_TOLD_EVERY);
    } else if (!unlimited) {
      sent++;
      allowance.take();
    }
  }

  void release(long number) {
    if (pause.isProbe(number)) {
      pause.unsent();
    } else if (allowance.giveBack()) {
      sent--;
    }
  }

  boolean isProbe(long number) {
    return pause.isProbe(number);
  }

  /** The probe was answered, or came to nothing: that says nothing of the address. */
  void probed(boolean answered) {
    pause.probed(answered ? Stage.ANSWERED : Stage.UNSENT);
    talk.ask();
  }

  /** The address is to be silent. */
  void refused(long now, long number, EgressCause cause, Duration asked, String reason) {
    if (isOpen() || pause.isProbe(number)) {
      log.refused(reason);
    }
    if (pause.isProbe(number)) {
      pause.probed(Stage.REFUSED);
    }
    if (refusal == null || asked.compareTo(refusal.asked()) > 0) {
      refusal = new Refusal(cause, asked);
    }
    close(now, cause, asked);
    talk.ask();
  }

  void countInvalid(long now) {
    invalid.count();
    talk.askWithin(INVALID_TOLD_WITHIN);
    if (isOpen() && invalid.isSpent(now)) {
      log.refused("5,000 answers in 10 minutes counted against us");
      close(now, EgressCause.INVALID_BUDGET, BUDGET_PAUSE);
      talk.ask();
    }
  }

  boolean isOpen() {
    return known && pause.isOpen();
  }

  long nanosPaused(long now) {
    return pause.nanosLeft(now);
  }

  @Nullable EgressCause cause() {
    return pause.cause();
  }

  int invalidAnswers(long now) {
    return invalid.total(now);
  }

  /** As last heard; 0 while paused. */
  double perSecond() {
    return isOpen() ? perSecond : 0;
  }

  /** The same, whether paused or not. */
  double lastPerSecond() {
    return known ? perSecond : 0;
  }

  private void close(long now, EgressCause cause, Duration asked) {
    pause.close(now, cause, asked);
    allowance.clear();
  }

  private boolean hasNews() {
    return invalid.isUntold() || pause.isProbing();
  }

  private EgressReport report() {
    int wants = Math.max(ready.getAsInt(), wanting ? 1 : 0);
    var told = new EgressReport(wants, sent, invalid.told(), refusal, pause.told());
    wanting = false;
    sent = 0;
    refusal = null;
    return told;
  }

  private void heard(GroupTalk.Heard heard) {
    long now = loop.nanoTime();
    EgressGrant grant = heard.grant();
    invalid.heard(grant.invalid(), now);
    // What was refused since the question left is not in the answer.
    if (refusal == null) {
      log.heard(known ? pause.cause() : null, grant);
      pause.heard(grant, heard.asked(), now);
    }
    known = true;
    perSecond = grant.perSecond();
    unlimited = grant.isUnlimited();
    if (!pause.isOpen()) {
      allowance.clear();
    } else if (grant.requests() > 0) {
      allowance.add(due(grant, heard.asked(), now), grant.interval().toNanos(), grant.requests());
    }
    if (pause.isProbing()) {
      talk.askWithin(PROBE_TOLD_EVERY);
    }
    news.run();
  }

  /** What is due at once is due when it is heard of; what another call was granted is not moved. */
  private static long due(EgressGrant grant, long asked, long now) {
    long due = asked + grant.start().toNanos();
    return grant.start().isNegative() ? due : now + Math.max(0, due - now);
  }
}
