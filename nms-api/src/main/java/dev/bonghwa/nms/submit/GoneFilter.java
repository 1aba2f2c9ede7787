package dev.bonghwa.nms.submit;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.job.Target;
import dev.bonghwa.nms.store.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the endpoints that must never be called again. Redis is asked for 500 at a time, and
 * while it answers the next 500 are parsed.
 */
final class GoneFilter {
  private static final int ASKED_AT_ONCE = 500;

  private final GoneEndpoints gone;
  private final Staging next;
  private List<Candidate> filling = new ArrayList<>(ASKED_AT_ONCE);
  private Question asked = new Question(List.of(), List.of(), null);
  private int alreadyGone;

  GoneFilter(GoneEndpoints gone, Staging next) {
    this.gone = gone;
    this.next = next;
  }

  private record Candidate(Target target, EndpointKey key) {}

  private record Question(
      List<Candidate> candidates,
      List<EndpointKey> keys,
      @Nullable CompletionStage<Set<EndpointKey>> answer) {}

  void add(int index, Endpoint endpoint) throws InterruptedException {
    filling.add(new Candidate(new Target(index, endpoint.address()), endpoint.key()));
    if (filling.size() == ASKED_AT_ONCE) {
      ask();
    }
  }

  /** Nothing more will be added: asks about the last, and does not wait for the answer. */
  void end() throws InterruptedException {
    ask();
  }

  /** Returns when every target has been passed on or left out. */
  void finish() throws InterruptedException {
    passOn();
  }

  int alreadyGone() {
    return alreadyGone;
  }

  private void ask() throws InterruptedException {
    List<Candidate> candidates = filling;
    List<EndpointKey> keys = candidates.stream().map(Candidate::key).toList();
    passOn();
    asked = new Question(candidates, keys, keys.isEmpty() ? null : gone.among(keys));
    filling = new ArrayList<>(ASKED_AT_ONCE);
  }

  private void passOn() throws InterruptedException {
    Question question = asked;
    asked = new Question(List.of(), List.of(), null);
    if (question.answer() == null) {
      return;
    }
    Set<EndpointKey> dead =
        Await.onRepeatable(question.answer(), () -> gone.among(question.keys()));
    for (Candidate candidate : question.candidates()) {
      if (dead.contains(candidate.key())) {
        alreadyGone++;
      } else {
        next.add(candidate.target(), candidate.key().slot());
      }
    }
  }
}
