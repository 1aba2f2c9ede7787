package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.EgressGrant;
import dev.bonghwa.egress.EgressReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A group that answers what the test has put down, without a limit as long as it has not. */
public final class FakeGroup implements GroupLine {

  final List<EgressReport> told = new ArrayList<>();
  final List<Long> numbers = new ArrayList<>();
  boolean away;
  private EgressGrant grant = unlimited();

  @Override
  public CompletionStage<EgressGrant> ask(long number, EgressReport report) {
    numbers.add(number);
    told.add(report);
    return away
        ? CompletableFuture.failedStage(new IllegalStateException("away"))
        : CompletableFuture.completedStage(grant);
  }

  EgressReport last() {
    return told.getLast();
  }

  void open() {
    grant = unlimited();
  }

  void grants(int requests, Duration start, Duration interval) {
    double rate = 1e9 / interval.toNanos();
    grant =
        new EgressGrant(requests, start, interval, null, Duration.ZERO, 0, rate, 0, Duration.ZERO);
  }

  /** From the next question on its address is silent for so long; 0 for no probe of ours. */
  public void paused(EgressCause cause, Duration pause, long probe) {
    grant =
        new EgressGrant(0, Duration.ZERO, Duration.ZERO, cause, pause, probe, 45, 0, Duration.ZERO);
  }

  void grantsNothing(Duration askAgain) {
    grant =
        new EgressGrant(0, Duration.ZERO, Duration.ZERO, null, Duration.ZERO, 0, 1, 0, askAgain);
  }

  void invalid(int answers) {
    grant =
        new EgressGrant(
            0,
            Duration.ZERO,
            Duration.ZERO,
            null,
            Duration.ZERO,
            0,
            Double.POSITIVE_INFINITY,
            answers,
            Duration.ZERO);
  }

  private static EgressGrant unlimited() {
    return new EgressGrant(
        0,
        Duration.ZERO,
        Duration.ZERO,
        null,
        Duration.ZERO,
        0,
        Double.POSITIVE_INFINITY,
        0,
        Duration.ZERO);
  }
}
