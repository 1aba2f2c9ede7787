package dev.bonghwa.cli.progress;

/** The bar itself: a share drawn over so many columns. */
final class Bar {

  private static final String EIGHTHS = "▏▎▍▌▋▊▉";

  private Bar() {}

  /** Exactly {@code columns} characters between two brackets. */
  static String draw(double share, int columns, boolean unicode) {
    double bounded = Math.clamp(share, 0.0, 1.0);
    return "[" + (unicode ? blocks(bounded, columns) : hashes(bounded, columns)) + "]";
  }

  private static String hashes(double share, int columns) {
    int full = (int) (share * columns);
    return "#".repeat(full) + "-".repeat(columns - full);
  }

  private static String blocks(double share, int columns) {
    int eighths = (int) (share * columns * 8);
    int full = eighths / 8;
    int rest = eighths % 8;
    String part = rest == 0 ? "" : String.valueOf(EIGHTHS.charAt(rest - 1));
    return "█".repeat(full) + part + "·".repeat(columns - full - part.length());
  }
}
