package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressGrant;
import dev.bonghwa.egress.EgressReport;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.loop.OnLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calls to the group, one at a time. One that fails is repeated word for word, for nobody knows
 * whether it was taken in.
 */
final class GroupTalk {
  private static final long EVERY = Duration.ofMillis(250).toNanos();

  /** Nobody knows when the answer comes; it is news then. */
  private static final long ANSWER_POLL = Duration.ofSeconds(1).toNanos();

  private final EventLoop loop;
  private final GroupLine line;
  private final BooleanSupplier hasNews;
  private final Supplier<EgressReport> report;
  private final Consumer<Heard> heard;
  private long number;
  private long asked;
  private long notBefore;
  private boolean asking;
  private boolean askAgain;
  private boolean reminded;
  private boolean stopped;

  /**
   * A line that is silent until something is asked.
   *
   * @param hasNews whether there is anything to tell that must not wait for the next need
   * @param report what there is to tell; whoever gives it has told it
   */
  GroupTalk(
      EventLoop loop,
      GroupLine line,
      BooleanSupplier hasNews,
      Supplier<EgressReport> report,
      Consumer<Heard> heard) {
    this.loop = loop;
    this.line = line;
    this.hasNews = hasNews;
    this.report = report;
    this.heard = heard;
    this.notBefore = loop.nanoTime();
  }

  /** An answer, and when it was asked for. */
  record Heard(EgressGrant grant, long asked) {}

  /** Until {@link #askIfDue} would do something, at least 1; or else news comes first. */
  long nanosUntilAsk(long now) {
    return asking ? ANSWER_POLL : Math.max(1, notBefore - now);
  }

  /** Asks for more, if that was not done just now and may bring something. */
  void askIfDue(long now) {
    if (!asking && notBefore - now <= 0) {
      ask();
    }
  }

  /** Tells what has happened, at once or right after the present answer. */
  void ask() {
    askAgain = asking;
    if (!asking) {
      asking = true;
      number++;
      call(number, report.get());
    }
  }

  /** Tells it after that time, unless a call was made for something else meanwhile. */
  void askWithin(Duration delay) {
    if (!reminded) {
      reminded = true;
      loop.schedule(delay, this::reminded);
    }
  }

  void stop() {
    stopped = true;
  }

  private void reminded() {
    reminded = false;
    if (!stopped && hasNews.getAsBoolean()) {
      ask();
    }
  }

  private void call(long called, EgressReport told) {
    OnLoop.insist(
        loop,
        "to ask the egress group",
        () -> {
          asked = loop.nanoTime();
          return line.ask(called, told);
        },
        () -> !stopped,
        this::answered);
  }

  private void answered(EgressGrant grant) {
    asking = false;
    long took = loop.nanoTime() - asked;
    notBefore = asked + Math.max(EVERY, took + grant.askAgain().toNanos());
    heard.accept(new Heard(grant, asked));
    if (askAgain) {
      ask();
    }
  }
}
