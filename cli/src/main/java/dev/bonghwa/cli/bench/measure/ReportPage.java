package dev.bonghwa.cli.bench.measure;

import java.time.LocalDate;

/**
 * A page of Markdown that people write, with a place for the last figures of each measurement,
 * between two comments that a reader does not see.
 */
final class ReportPage {

  private static final String END = "<!-- end of figures -->\n";
  private static final String HEADING = "\n## Last figures\n";

  private ReportPage() {}

  /** The page with these figures in their place, or at its end when there is none yet. */
  static String with(String page, Measurement measured, LocalDate day) {
    String begin = "<!-- figures of " + measured.name() + " -->\n";
    String block = begin + "\n" + measured.markdown(day) + "\n" + END;
    int start = page.indexOf(begin);
    int end = page.indexOf(END, Math.max(0, start));
    return start < 0 || end < 0
        ? withHeading(page) + "\n### " + measured.name() + "\n\n" + block
        : page.substring(0, start) + block + page.substring(end + END.length());
  }

  private static String withHeading(String page) {
    return page.contains(HEADING) ? page : page + HEADING;
  }
}
