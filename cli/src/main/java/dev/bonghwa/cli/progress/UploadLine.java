package dev.bonghwa.cli.progress;

import dev.bonghwa.cli.console.Words;
import java.time.Duration;

/** One line that says how far an upload is. Pure. */
public final class UploadLine {

  private static final int COLUMNS = 24;

  private UploadLine() {}

  /** The line for a terminal: {@code uploading [###---] 50 % 12.0/24.0 MB 8.1 MB/s}. */
  public static String bar(long sent, long total, Duration since, boolean unicode) {
    return "uploading "
        + Bar.draw(share(sent, total), COLUMNS, unicode)
        + " "
        + text(sent, total, since);
  }

  /** The line for a log. */
  public static String plain(long sent, long total, Duration since) {
    return "uploading " + text(sent, total, since);
  }

  private static String text(long sent, long total, Duration since) {
    long perSecond = Math.round(sent / Math.max(0.001, since.toMillis() / 1e3));
    return String.format(
        "%3d %%  %s of %s  %s/s",
        (int) (share(sent, total) * 100),
        Words.bytes(sent),
        Words.bytes(total),
        Words.bytes(perSecond));
  }

  private static double share(long sent, long total) {
    return total == 0 ? 1 : (double) sent / total;
  }
}
