package dev.bonghwa.queue;

/** What Redis holds of a batch cannot be read. The message says where, without any of its bytes. */
final class MalformedBatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MalformedBatchException(String message) {
    super(message);
  }
}
