package dev.bonghwa.testkit.receiver;

/** What became of a request. */
public enum Ending {
  /** Not answered yet, or never. */
  OPEN,
  /** A whole answer. */
  COMPLETE,
  /** The head of an answer, then a reset: the client may know the status. */
  CUT_IN_BODY,
  /** A reset before the client could know the status. */
  CUT_IN_HEAD,
  /** Closed, reset or refused before any byte. */
  UNANSWERED
}
