package dev.bonghwa.cli.tunnel;

import java.time.Duration;

/**
 * How far a probe came.
 *
 * @param step that failed, or DONE
 * @param detail what happened there
 * @param advice what to do about it, empty when there is nothing to do
 */
public record Probed(String proxy, Step step, String detail, String advice, Duration took) {

  public boolean isGood() {
    return step == Step.DONE;
  }
}
