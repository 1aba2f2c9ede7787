package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.MemoryWatch;
import dev.bonghwa.cli.bench.measure.ProcessUse;

/**
 * Of the worker, until some moment.
 *
 * @param anonymous the most that was its own
 * @param peak VmHWM
 */
record Memory(long anonymous, long peak) {

  private static final double MEBIBYTE = 1 << 20;

  static Memory now(MemoryWatch watch, long pid) {
    return new Memory(watch.most(), ProcessUse.of(pid).peakBytes());
  }

  double anonymousMebibytes() {
    return anonymous / MEBIBYTE;
  }

  double peakMebibytes() {
    return peak / MEBIBYTE;
  }
}
