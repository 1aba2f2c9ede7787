package dev.bonghwa.cli.progress;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.job.TargetState;
import java.util.ArrayList;
import java.util.List;

/**
 * One line that says how far a job is: bar, share, delivered of total, rate, waiting, gone, failed,
 * time to go. Pure: the same counts and width give the same line.
 */
public final class ProgressLine {

  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 8;
  private static final String GAP = "  ";

  private static final List<TargetState> RARE =
      List.of(
          TargetState.REJECTED, TargetState.EXPIRED, TargetState.UNCERTAIN, TargetState.CANCELLED);

  /** What a narrow terminal leaves out first has the highest rank. */
  private record Part(int rank, String text) {}

  private ProgressLine() {}

  /** The line for a terminal; never longer than {@code width}. */
  public static String bar(Progress progress, int width, boolean unicode) {
    List<Part> parts = parts(progress);
    int room = width - SHORTEST_BAR - 3;
    while (length(parts) > room && parts.size() > 1) {
      parts.remove(lastRanked(parts));
    }
    int columns = Math.clamp((long) width - length(parts) - 3, 0, LONGEST_BAR);
    String text = join(parts);
    return columns < SHORTEST_BAR
        ? text.substring(0, Math.min(text.length(), Math.max(0, width)))
        : Bar.draw(progress.share(), columns, unicode) + " " + text;
  }

  /** The line for a log: all that is known, without a bar. */
  public static String plain(Progress progress) {
    return join(parts(progress));
  }

  private static List<Part> parts(Progress progress) {
    var parts = new ArrayList<Part>();
    parts.add(new Part(0, percent(progress)));
    parts.add(
        new Part(
            1,
            Words.number(progress.count(TargetState.DELIVERED))
                + "/"
                + Words.number(progress.total())));
    parts.add(new Part(2, pace(progress)));
    parts.add(new Part(5, "waiting " + Words.number(progress.count(TargetState.WAITING))));
    parts.add(new Part(6, "gone " + Words.number(progress.count(TargetState.GONE))));
    parts.add(new Part(4, "failed " + Words.number(progress.count(TargetState.FAILED))));
    for (TargetState rare : RARE) {
      if (progress.count(rare) > 0) {
        parts.add(new Part(7, rare.word() + " " + Words.number(progress.count(rare))));
      }
    }
    if (progress.ended() < progress.total()) {
      parts.add(new Part(3, eta(progress)));
    }
    return parts;
  }

  /** Rounded down: 100 % means that nothing is left. */
  private static String percent(Progress progress) {
    return String.format("%3d %%", (int) (progress.share() * 100));
  }

  private static String pace(Progress progress) {
    return progress.state().equals("running") ? Words.rate(progress.perSecond()) : progress.state();
  }

  private static String eta(Progress progress) {
    boolean moving = progress.state().equals("running") && progress.etaSeconds().isPresent();
    return "ETA " + (moving ? Words.seconds(progress.etaSeconds().getAsLong()) : "-");
  }

  private static Part lastRanked(List<Part> parts) {
    return parts.stream().max((a, b) -> Integer.compare(a.rank(), b.rank())).orElseThrow();
  }

  private static int length(List<Part> parts) {
    return join(parts).length();
  }

  private static String join(List<Part> parts) {
    return String.join(GAP, parts.stream().map(Part::text).toList());
  }
}
