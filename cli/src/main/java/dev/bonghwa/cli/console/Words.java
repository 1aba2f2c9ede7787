package dev.bonghwa.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/** Numbers, sizes, durations and faults of files as people read them. */
public final class Words {

  private Words() {}

  /**
   * Why a file could not be read or written. The two that happen most have but the file's name for
   * a message.
   */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file or directory";
      case AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** {@code 143,900}. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 target}, {@code 2 targets}. */
  public static String count(long value, String noun) {
    return number(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** {@code 820 B}, {@code 1.4 MB}: powers of ten. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** {@code 0.4 s}, {@code 47 s}, {@code 2 m 05 s}, {@code 1 h 04 m}. */
  public static String duration(Duration duration) {
    if (duration.toMillis() < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
    return seconds(duration.toSeconds());
  }

  /** {@code 7 s}, {@code 2 m 05 s}, {@code 1 h 04 m}. */
  public static String seconds(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%,d h %02d m", seconds / 3_600, seconds / 60 % 60);
  }

  /** Deliveries per second: {@code 1,830/s}, {@code 4.5/s}. */
  public static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%,.0f/s", perSecond);
  }
}
