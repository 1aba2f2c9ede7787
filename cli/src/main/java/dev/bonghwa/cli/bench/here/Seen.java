package dev.bonghwa.cli.bench.here;

/**
 * What a worker did while it was looked at.
 *
 * @param rate deliveries a second, in the middle of the last third of its jobs
 * @param cpu seconds of its CPU for 100,000 deliveries, of the same jobs
 * @param anonymous the most memory of its own, in MiB, from the start on
 */
public record Seen(double rate, double cpu, double anonymous) {

  @Override
  public String toString() {
    return "%,.0f deliveries/s, %.2f CPU-s per 100,000, %.0f MiB".formatted(rate, cpu, anonymous);
  }
}
