package dev.bonghwa.cli.send;

/** Makes text that may hold a webhook's token fit to be shown. Pure. */
final class Mask {

  private static final int LONGEST = 80;

  private Mask() {}

  /**
   * What was meant as an endpoint: the scheme, the host, the words of a webhook's path and numeric
   * ids stay, every other part is starred, so that a line can be found and a token cannot be read.
   */
  static String endpoint(String text) {
    String[] parts =
        text.replaceFirst("[?#].*", "").replaceAll("[^\\x20-\\x7e]", "?").split("/", -1);
    for (int part = 0; part < parts.length; part++) {
      parts[part] = isHarmless(parts, part) ? parts[part] : "***";
    }
    String masked = String.join("/", parts);
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
  }

  private static boolean isHarmless(String[] parts, int part) {
    String text = parts[part];
    boolean host = part == 2 && parts[1].isEmpty() && text.matches("[A-Za-z0-9.:-]{1,60}");
    boolean word = text.matches("https?:|api|v[0-9]{1,2}|webhooks|[0-9]{1,20}|");
    // A first part is a scheme, an id or no endpoint at all; a token alone is longer than this.
    boolean shortText = part == 0 && text.length() <= 15;
    return host || word || shortText;
  }
}
