package dev.bonghwa.cli.demo;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.demo.Finding.Verdict;
import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.receiver.Snapshot;
import java.util.List;

/**
 * Compares what a fleet reports with what the receiver counted. Pure.
 *
 * <p>It agrees when every target is in exactly one state and the counts add up to the total, at the
 * end and at every poll; every target reported as delivered got a 2xx; every target reported as
 * gone answered so and was called once; nothing was called before its Retry-After had ended.
 */
final class Comparison {

  private final Truth truth;
  private final JobView job;
  private final Snapshot seen;
  private final long unbalanced;

  /** Polls at which the counts did not add up to the total are {@code unbalanced}. */
  Comparison(Truth truth, long unbalanced) {
    this.truth = truth;
    this.job = truth.report();
    this.seen = truth.sight().counted();
    this.unbalanced = unbalanced;
  }

  List<Finding> findings() {
    return List.of(
        targets(),
        states(),
        polls(),
        delivered(),
        gone(),
        early(),
        undelivered(),
        duplicates(),
        requests());
  }

  static boolean agree(List<Finding> findings) {
    return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.DISAGREES);
  }

  private Finding targets() {
    boolean whole =
        job.total() == truth.submitted() && job.ended() == job.total() && job.isFinished();
    return finding(
        "targets",
        job.total(),
        truth.submitted(),
        whole,
        job.ended() + " ended, job " + job.state());
  }

  /** The list of other ends has each target once, and as many of each state as the counts say. */
  private Finding states() {
    long sum = job.counts().sum();
    boolean listed = truth.listsWhatItCounts() && truth.listsEachOnce();
    String wrong =
        truth.listsWhatItCounts() ? "a target is listed twice" : "the list differs from the counts";
    return finding(
        "in exactly one state",
        sum,
        truth.submitted(),
        sum == truth.submitted() && listed,
        listed ? "the counts do not add up" : wrong);
  }

  private Finding polls() {
    boolean balanced = unbalanced == 0;
    String remark = unbalanced + " polls did not add up";
    return new Finding(
        "total = sum at every poll",
        balanced ? "yes" : "no",
        "",
        verdict(balanced),
        balanced ? "" : remark);
  }

  private Finding delivered() {
    return finding(
        "delivered",
        job.count(TargetState.DELIVERED),
        seen.answered2xx(),
        truth.withoutSuccess() == 0,
        truth.withoutSuccess() + " of them got no 2xx");
  }

  private Finding gone() {
    long wrong =
        truth.listed().stream()
            .filter(
                end -> end.state() == TargetState.GONE && truth.sight().requests(end.index()) != 1)
            .count();
    return finding(
        "gone, called once each",
        job.count(TargetState.GONE),
        seen.goneWebhooks(),
        job.count(TargetState.GONE) == seen.goneWebhooks() && wrong == 0 && seen.toGone() == 0,
        wrong + " of them were not called exactly once");
  }

  private Finding early() {
    return new Finding(
        "called before Retry-After",
        "",
        Words.number(seen.early()),
        verdict(seen.early() == 0),
        "");
  }

  private Finding undelivered() {
    return told("failed, expired, uncertain", Words.number(job.undelivered()), "", "");
  }

  /** More than the lost answers explain means that work was taken over from a node. */
  private Finding duplicates() {
    long possible = job.number("possible_duplicates");
    boolean explained = truth.twice() <= possible;
    return new Finding(
        "delivered twice",
        Words.number(possible) + " possible",
        Words.number(truth.twice()),
        explained ? Verdict.TOLD : Verdict.ODD,
        explained
            ? "an attempt whose answer was lost is repeated"
            : "a node stood still and another took over what it had in flight");
  }

  private Finding requests() {
    String bad =
        Words.number(seen.status(429))
            + " x 429, "
            + Words.number(serverErrors())
            + " x 5xx, "
            + Words.number(seen.cut() + seen.unanswered())
            + " broken";
    return told(
        "requests", Words.number(job.number("attempts")), Words.number(seen.requests()), bad);
  }

  private long serverErrors() {
    return seen.byStatus().entrySet().stream()
        .filter(answers -> answers.getKey() >= 500)
        .mapToLong(answers -> answers.getValue())
        .sum();
  }

  private static Finding finding(
      String what, long fleet, long receiver, boolean agrees, String whenNot) {
    return new Finding(
        what, Words.number(fleet), Words.number(receiver), verdict(agrees), agrees ? "" : whenNot);
  }

  private static Finding told(String what, String fleet, String receiver, String remark) {
    return new Finding(what, fleet, receiver, Verdict.TOLD, remark);
  }

  private static Verdict verdict(boolean agrees) {
    return agrees ? Verdict.AGREES : Verdict.DISAGREES;
  }
}
