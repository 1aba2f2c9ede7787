package dev.bonghwa.worker.send;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a request: parts that are sent one after the other. Most parts are shared by all
 * requests of a job, so nobody may change them.
 */
public record Body(List<byte[]> parts) {
  /** Keeps the list as it is: it is made once per job, or once per request. */
  public Body {}

  /** All of it in one array: a copy. */
  public byte[] bytes() {
    byte[] all = new byte[length()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Bytes in all parts. */
  public int length() {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    return length;
  }

  /** The contents as text, for tests. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return length() + " bytes";
  }
}
