package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.ReceivedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests whole, for tests that look at headers and bodies. */
final class Recent {
  private static final int KEPT = 100;

  private final Deque<ReceivedRequest> requests = new ArrayDeque<>(KEPT);

  synchronized void add(ReceivedRequest request) {
    if (requests.size() == KEPT) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  synchronized List<ReceivedRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
  }
}
