package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All that a sink counts: what came through each of its doors, and, when it was given a marker, of
 * each job by the word that follows the marker in a body.
 */
final class SinkCounts {
  private static final SinkCount NOTHING = new SinkCount();

  private final List<SinkCount> doors;
  private final byte[] marker;
  private final Map<String, SinkCount> jobs = new ConcurrentHashMap<>();

  /**
   * For so many doors.
   *
   * @param marker empty: bodies are not looked at
   */
  SinkCounts(int doors, String marker) {
    this.doors = Stream.generate(SinkCount::new).limit(doors).toList();
    this.marker = marker.getBytes(US_ASCII);
  }

  SinkCount door(int number) {
    return doors.get(number);
  }

  /** What came of a job. */
  SinkCount job(String key) {
    return jobs.getOrDefault(key, NOTHING);
  }

  boolean looksAtBodies() {
    return marker.length > 0;
  }

  /** A body, or a part of it, that is here at once: a marker that is cut in two is not seen. */
  void body(ByteBuf in, int from, int length, long now) {
    int end = from + length;
    int at = indexOf(in, from, end);
    if (at >= 0) {
      String key = word(in, at + marker.length, end);
      jobs.computeIfAbsent(key, any -> new SinkCount()).arrived(1, now);
    }
  }

  private int indexOf(ByteBuf in, int from, int end) {
    int at = in.indexOf(from, end, marker[0]);
    while (at >= 0 && !isAt(in, at, end)) {
      at = in.indexOf(at + 1, end, marker[0]);
    }
    return at;
  }

  private boolean isAt(ByteBuf in, int at, int end) {
    if (at + marker.length > end) {
      return false;
    }
    for (int i = 0; i < marker.length; i++) {
      if (in.getByte(at + i) != marker[i]) {
        return false;
      }
    }
    return true;
  }

  private static String word(ByteBuf in, int from, int end) {
    int to = from;
    while (to < end && isWord(in.getByte(to))) {
      to++;
    }
    return in.toString(from, to - from, US_ASCII);
  }

  private static boolean isWord(byte letter) {
    return letter == '-' || Character.isLetterOrDigit(letter);
  }

  void clear() {
    doors.forEach(SinkCount::clear);
    jobs.clear();
  }
}
