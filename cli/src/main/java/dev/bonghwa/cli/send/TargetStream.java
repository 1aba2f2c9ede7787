package dev.bonghwa.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The endpoints of a file as NDJSON: each a JSON string on its own line. */
final class TargetStream extends InputStream {

  private final EndpointLines lines;
  private byte[] line = {};
  private int position;

  TargetStream(EndpointLines lines) {
    this.lines = lines;
  }

  /** An endpoint's line. It is printable ASCII: only quote and backslash need an escape. */
  static byte[] line(String endpoint) {
    String escaped = endpoint.replace("\\", "\\\\").replace("\"", "\\\"");
    return ("\"" + escaped + "\"\n").getBytes(StandardCharsets.US_ASCII);
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
      if (lines.isEndpoint()) {
        line = line(lines.text());
        position = 0;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
