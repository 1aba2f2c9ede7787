package dev.bonghwa.cli.bench.fleet;

/**
 * A job that nms-api has taken.
 *
 * @param began by {@link System#nanoTime}, before the first byte was sent
 * @param answered by the same clock, when the 202 was read
 */
public record Accepted(String id, int targets, long began, long answered) {

  public double seconds() {
    return (answered - began) / 1e9;
  }
}
