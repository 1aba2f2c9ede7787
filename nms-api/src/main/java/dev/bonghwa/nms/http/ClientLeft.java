package dev.bonghwa.nms.http;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The client closed the connection before its request was whole: there is nobody left to answer.
 */
public final class ClientLeft extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  public ClientLeft(IOException cause) {
    super(cause);
  }
}
