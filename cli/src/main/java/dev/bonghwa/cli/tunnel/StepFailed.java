package dev.bonghwa.cli.tunnel;

/** Ends a probe. */
final class StepFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final Step step;
  private final String detail;
  private final String advice;

  StepFailed(Step step, String detail, String advice) {
    super(detail, null, false, false);
    this.step = step;
    this.detail = detail;
    this.advice = advice;
  }

  Step step() {
    return step;
  }

  String detail() {
    return detail;
  }

  String advice() {
    return advice;
  }
}
