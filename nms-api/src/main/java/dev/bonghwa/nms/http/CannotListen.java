package dev.bonghwa.nms.http;

/** The server cannot start; the message is one line for the operator. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListen(String message, Throwable cause) {
    super(message, cause);
  }
}
