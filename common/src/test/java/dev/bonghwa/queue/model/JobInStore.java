package dev.bonghwa.queue.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The job's keys, read. */
final class JobInStore {

  static final String JOB = "p:{job:J}";
  private static final int RETRY = 14;

  final ModelStore store;
  final Map<String, String> fields;
  final SortedMap<Integer, Line> lines = new TreeMap<>();

  JobInStore(ModelStore store) {
    this.store = store;
    this.fields = store.at(JOB);
    store.at(JOB + ":batches").forEach((n, line) -> lines.put(Integer.valueOf(n), Line.of(line)));
  }

  String state() {
    return fields.getOrDefault("state", "none");
  }

  boolean finished() {
    return fields.containsKey("finished");
  }

  long number(String field) {
    return Long.parseLong(fields.getOrDefault(field, "0"));
  }

  boolean deadlinePassed() {
    return number("deadline") <= ScriptRig.NOW;
  }

  /** Positions that have ended; a batch that is done may have no bits. */
  int settled(int batch) {
    Line line = lines.get(batch);
    if (line != null && line.is("D") && !store.at(JOB + ":settled").containsKey("" + batch)) {
      return (1 << line.size()) - 1;
    }
    String bits = store.at(JOB + ":settled").getOrDefault(String.valueOf(batch), "");
    byte[] reversed = new StringBuilder(bits).reverse().toString().getBytes(ISO_8859_1);
    return new BigInteger(1, reversed).intValue();
  }

  /** Not-befores by position. */
  SortedMap<Integer, Long> retries(int batch) {
    return notBefores(store.at(JOB + ":retries").getOrDefault(String.valueOf(batch), ""));
  }

  static SortedMap<Integer, Long> notBefores(String packed) {
    SortedMap<Integer, Long> found = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(packed.getBytes(ISO_8859_1));
    for (int at = 1; at < packed.length(); at += RETRY) {
      found.put((int) in.getShort(at), in.getLong(at + 2));
    }
    return found;
  }

  static String pack(SortedMap<Integer, Integer> tries) {
    ByteBuffer out = ByteBuffer.allocate(1 + RETRY * tries.size()).put((byte) 1);
    tries.forEach(
        (position, tried) ->
            out.putShort(position.shortValue())
                .putLong(notBefore(tried))
                .putShort(tried.shortValue())
                .putShort((short) 0));
    return new String(out.array(), ISO_8859_1);
  }

  /** A target that was put off so often is told a later not-before each time. */
  static long notBefore(int tries) {
    return ScriptRig.NOW + 1_000L * tries;
  }

  Map<String, String> queue(String node) {
    return store.at(JOB + ":queue:" + node);
  }

  Map<String, String> due() {
    return store.at(JOB + ":due");
  }

  boolean isDue(int batch) {
    String at = due().get(String.valueOf(batch));
    return at != null && Double.parseDouble(at) <= ScriptRig.NOW;
  }

  Map<String, String> failures() {
    return store.at(JOB + ":failures");
  }
}
