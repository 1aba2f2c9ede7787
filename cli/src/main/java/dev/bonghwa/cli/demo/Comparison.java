package dev.bonghwa.cli.demo;

import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.demo.Finding.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares what a fleet reports with what the receiver counted. Pure.
 *
 * <p>It agrees when every target is in exactly one state and the counts add up to the total, at the
 * end and at every poll; every target reported as delivered got a 2xx; every target reported as
 * gone answered so and was called once; nothing was called before its Retry-After had ended.
 */
final class Comparison {

  private final int submitted;
  private final FleetReport fleet;
  private final Truth truth;
  private final Truth.Sums sums;

  Comparison(int submitted, FleetReport fleet, Truth truth) {
    this.submitted = submitted;
    this.fleet = fleet;
    this.truth = truth;
    this.sums = truth.sums();
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
    long total = fleet.job().total();
    long ended = fleet.job().ended();
    boolean whole = total == submitted && ended == total && fleet.job().isFinished();
    return finding(
        "targets", total, submitted, whole, ended + " ended, job " + fleet.job().state());
  }

  /** The list of other ends has each target once, and as many of each state as the counts say. */
  private Finding states() {
    long distinct = fleet.otherEnds().stream().map(FleetReport.End::index).distinct().count();
    boolean listed =
        NmsClient.undeliveredStates().stream()
            .allMatch(state -> listed(state) == fleet.job().count(state));
    boolean once = distinct == fleet.otherEnds().size();
    long sum = fleet.job().counts().values().stream().mapToLong(Long::longValue).sum();
    String wrong = listed ? "a target is listed twice" : "the list differs from the counts";
    return finding(
        "in exactly one state",
        sum,
        submitted,
        sum == submitted && listed && once,
        listed && once ? "the counts do not add up" : wrong);
  }

  private long listed(String state) {
    return fleet.otherEnds().stream().filter(end -> end.state().equals(state)).count();
  }

  private Finding polls() {
    boolean balanced = fleet.unbalanced() == 0;
    String remark = fleet.unbalanced() + " polls did not add up";
    return new Finding(
        "total = sum at every poll",
        balanced ? "yes" : "no",
        "",
        verdict(balanced),
        balanced ? "" : remark);
  }

  private Finding delivered() {
    Set<Integer> others =
        fleet.otherEnds().stream().map(FleetReport.End::index).collect(Collectors.toSet());
    long without =
        IntStream.range(0, submitted)
            .filter(index -> !others.contains(index) && !truth.succeeded(index))
            .count();
    return finding(
        "delivered",
        fleet.job().count("delivered"),
        sums.succeeded(),
        without == 0,
        without + " of them got no 2xx");
  }

  private Finding gone() {
    long wrong =
        fleet.otherEnds().stream()
            .filter(end -> end.state().equals("gone") && truth.requests(end.index()) != 1)
            .count();
    boolean same = fleet.job().count("gone") == sums.gone();
    return finding(
        "gone, called once each",
        fleet.job().count("gone"),
        sums.gone(),
        same && wrong == 0 && sums.callsToGone() == 0,
        wrong + " of them were not called exactly once");
  }

  private Finding early() {
    return new Finding(
        "called before Retry-After",
        "",
        Words.number(sums.early()),
        verdict(sums.early() == 0),
        "");
  }

  private Finding undelivered() {
    return told("failed, expired, uncertain", Words.number(fleet.job().undelivered()), "", "");
  }

  /** More than the lost answers explain means that work was taken over from a node. */
  private Finding duplicates() {
    long possible = fleet.job().number("possible_duplicates");
    boolean explained = sums.duplicates() <= possible;
    return new Finding(
        "delivered twice",
        Words.number(possible) + " possible",
        Words.number(sums.duplicates()),
        explained ? Verdict.TOLD : Verdict.ODD,
        explained
            ? "a try whose answer was lost is repeated"
            : "a node stood still and another took over what it had in flight");
  }

  private Finding requests() {
    String bad =
        Words.number(sums.rateLimited())
            + " x 429, "
            + Words.number(sums.serverErrors())
            + " x 5xx, "
            + Words.number(sums.broken())
            + " broken";
    return told(
        "requests",
        Words.number(fleet.job().number("attempts")),
        Words.number(sums.requests()),
        bad);
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
