package dev.bonghwa.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several looks side by side, and what they found in their order. */
public record Checkup(List<Finding> findings) {

  /** Three steps of five seconds each. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  public Checkup {
    findings = List.copyOf(findings);
  }

  /** Runs them all; ends within 15 s, whatever hangs. */
  public static Checkup of(List<? extends Check> checks) throws InterruptedException {
    return of(checks, PATIENCE);
  }

  static Checkup of(List<? extends Check> checks, Duration patience) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Callable<List<Finding>>> looks =
          checks.stream().map(check -> (Callable<List<Finding>>) check::look).toList();
      List<Future<List<Finding>>> ended =
          threads.invokeAll(looks, patience.toNanos(), TimeUnit.NANOSECONDS);
      var findings = new ArrayList<Finding>();
      for (int i = 0; i < ended.size(); i++) {
        findings.addAll(found(checks.get(i), ended.get(i), patience));
      }
      return new Checkup(findings);
    } finally {
      threads.shutdownNow(); // not close(): it would wait for what hangs
    }
  }

  private static List<Finding> found(Check check, Future<List<Finding>> look, Duration patience) {
    return switch (look.state()) {
      case SUCCESS -> look.resultNow();
      case FAILED ->
          List.of(
              new Finding.Fault(
                  check.subject(), "this look itself failed: " + look.exceptionNow(), ""));
      default ->
          List.of(
              new Finding.Fault(
                  check.subject(), "no end within " + patience.toSeconds() + " s", ""));
    };
  }

  /** This and more. */
  public Checkup and(Checkup more) {
    var all = new ArrayList<>(findings);
    all.addAll(more.findings());
    return new Checkup(all);
  }

  public boolean hasFault() {
    return findings.stream().anyMatch(Finding.Fault.class::isInstance);
  }

  /** A line for each finding, and one for all of them. */
  public String text() {
    var lines = new ArrayList<String>();
    findings.forEach(finding -> lines.add(line(finding)));
    lines.add(sum());
    return String.join("\n", lines);
  }

  private static String line(Finding finding) {
    String advice = finding.advice().isEmpty() ? "" : ": " + finding.advice();
    return String.format(
        "%-8s %-14s %s%s", finding.word(), finding.subject(), finding.what(), advice);
  }

  private String sum() {
    long faults = findings.stream().filter(Finding.Fault.class::isInstance).count();
    long warnings = findings.stream().filter(Finding.Warning.class::isInstance).count();
    return faults
        + (faults == 1 ? " fault, " : " faults, ")
        + warnings
        + (warnings == 1 ? " warning" : " warnings");
  }
}
