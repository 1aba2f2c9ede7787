package dev.bonghwa.worker;

/**
 * The node cannot start as it is configured. The message is one line: what is wrong and what to do.
 */
final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
