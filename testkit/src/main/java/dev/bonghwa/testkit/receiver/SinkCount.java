package dev.bonghwa.testkit.receiver;

/** How many requests came, and when the first and the last of them. */
final class SinkCount {
  private long requests;
  private long first;
  private long last;

  synchronized void arrived(int more, long now) {
    first = requests == 0 ? now : first;
    last = now;
    requests += more;
  }

  synchronized void clear() {
    requests = 0;
    first = 0;
    last = 0;
  }

  /** Times are of one monotonic clock, in nanoseconds. */
  synchronized String toJson() {
    return "{\"requests\":%d,\"first\":%d,\"last\":%d}".formatted(requests, first, last);
  }
}
