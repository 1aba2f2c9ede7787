package dev.bonghwa.cli.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** One endpoint a line. */
final class TextEndpoints implements EndpointLines {

  private final BufferedReader lines;
  private String text = "";
  private long number;

  TextEndpoints(InputStream file) {
    // What is not UTF-8 becomes a character that no endpoint has: one bad line, told as the others.
    this.lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
  }

  @Override
  public boolean next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      text = withoutComment(line).strip();
      if (!text.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A comment begins with a # after white space: one within an endpoint is a mistake to be told.
   */
  private static String withoutComment(String line) {
    int mark = line.indexOf('#');
    while (mark > 0 && !Character.isWhitespace(line.charAt(mark - 1))) {
      mark = line.indexOf('#', mark + 1);
    }
    return mark < 0 ? line : line.substring(0, mark);
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String place() {
    return "line " + number;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
