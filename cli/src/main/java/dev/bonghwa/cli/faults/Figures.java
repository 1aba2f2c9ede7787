package dev.bonghwa.cli.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is measured and found in one case, summed over its jobs. */
final class Figures {

  private long targets;
  private long lost;
  private long twice;
  private long bound;
  private @Nullable Duration recovered;
  private String note = "";
  private String skipped = "";
  private final List<String> broken = new ArrayList<>();

  void job(long itsTargets, long itsLost) {
    targets += itsTargets;
    lost += itsLost;
  }

  void twice(long count, long itsBound) {
    twice += count;
    bound += itsBound;
  }

  /** From the end of the fault, or from the fault where it does not end, to work going on. */
  void recovered(Duration after) {
    recovered = recovered == null || after.compareTo(recovered) > 0 ? after : recovered;
  }

  /** Other figures that are worth to be kept. */
  void note(String words) {
    note = note.isEmpty() ? words : note + "; " + words;
  }

  /** The case cannot be played here. */
  void skipped(String why) {
    skipped = why;
  }

  /** A promise was broken; the case goes on, for there may be more to learn. */
  void broken(String what) {
    broken.add(what);
  }

  CaseResult result(FaultCase played, Scale scale, long seed, Duration took) {
    return new CaseResult(
        played,
        scale,
        seed,
        targets,
        lost,
        twice,
        bound,
        recovered,
        took,
        note,
        skipped,
        List.copyOf(broken));
  }
}
