package dev.bonghwa.testkit.receiver;

import java.util.HashSet;
import java.util.Set;

/** The HTTP/2 streams of a connection that are to be answered, also when it is about to close. */
final class OpenStreams {
  private final Set<Integer> open = new HashSet<>();
  private int newest;
  private int last = Integer.MAX_VALUE;

  /** Takes a new stream, unless it comes after the last. */
  boolean accept(int stream) {
    newest = Math.max(newest, stream);
    return stream <= last && open.add(stream);
  }

  /** Answered, or given up by the client. */
  void end(int stream) {
    open.remove(stream);
  }

  /** Takes no more than there have been; answers the last of them. */
  int close() {
    last = newest;
    return last;
  }

  /** Whether no more are taken and all have ended. */
  boolean isOver() {
    return last != Integer.MAX_VALUE && open.isEmpty();
  }
}
