package dev.bonghwa.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The entries of a file as NDJSON: each a JSON string on its own line. */
final class TargetStream extends InputStream {

  /** Longer than any endpoint: what is cut off here is refused for its length all the same. */
  private static final int LONGEST = 4_096;

  private static final Pattern OTHER = Pattern.compile("[^\\x20-\\x7e]");

  private final EndpointLines lines;
  private byte[] line = {};
  private int position;

  TargetStream(EndpointLines lines) {
    this.lines = lines;
  }

  /**
   * An entry's line. What is not printable ASCII makes the API refuse the entry; a space does so
   * for the same reason, and needs no escape.
   */
  static byte[] line(String entry) {
    String text = entry.length() <= LONGEST ? entry : entry.substring(0, LONGEST);
    String plain = OTHER.matcher(text).replaceAll(" ");
    return ("\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[position++] : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int written = 0;
    while (written < length && fill()) {
      int more = Math.min(length - written, line.length - position);
      System.arraycopy(line, position, target, offset + written, more);
      position += more;
      written += more;
    }
    return written == 0 && length > 0 ? -1 : written;
  }

  private boolean fill() throws IOException {
    while (position == line.length) {
      if (!lines.next()) {
        return false;
      }
      line = line(lines.text());
      position = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
