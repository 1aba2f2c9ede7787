package dev.bonghwa.nms.submit;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.intake.JobRequest;
import dev.bonghwa.nms.intake.RedriveRequest;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.queue.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A submit of what an ended job did not deliver. Its lists are read page by page, so memory does
 * not grow with them but for what finds duplicates: a page may tell a target again.
 */
final class Redrive implements Source {
  private static final int PAGE = 1_000;
  private static final int USUAL_BYTES = 100;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final JobReader reader;
  private final Job original;
  private final RedriveRequest wish;
  private final EndpointSet seen = new EndpointSet();
  private long passedOn;

  Redrive(JobReader reader, Job original, RedriveRequest wish) {
    this.reader = reader;
    this.original = original;
    this.wish = wish;
  }

  /**
   * Refuses what the original's counts tell already.
   *
   * <p>Only an ended job is redriven: before that the same target may still be delivered, and what
   * nobody has sent yet is on no list.
   */
  void check() {
    if (original.finished() == null) {
      throw notEnded();
    }
    if (expected() == 0) {
      throw Problem.of(409, "no target of this job ended as " + wish.words() + others());
    }
  }

  /** About as long as a body with these targets. */
  long bytes() {
    return expected() * USUAL_BYTES;
  }

  @Override
  public Content read(GoneFilter next) throws InterruptedException {
    byte[] message =
        Await.onRepeatable(() -> reader.message(original.id()))
            .orElseThrow(() -> Problem.of(404, "the job has just been forgotten"));
    @Nullable String cursor = null;
    do {
      cursor = readPage(cursor, next);
    } while (cursor != null);
    next.end();
    checkLists();
    return content(message, unlisted().stream().toList());
  }

  private @Nullable String readPage(@Nullable String cursor, GoneFilter next)
      throws InterruptedException {
    Page<Delivery> page =
        Await.onRepeatable(() -> reader.deliveries(original.id(), wish.states(), PAGE, cursor));
    for (Delivery delivery : page.items()) {
      if (!delivery.address().isEmpty() && seen.add(delivery.address())) {
        next.add(delivery.index(), new Endpoint(delivery.address()));
        passedOn++;
      }
    }
    return page.next();
  }

  /** Asked last: a job may let go of its lists while they are read. */
  private void checkLists() throws InterruptedException {
    if (Await.onRepeatable(() -> reader.hasShed(original.id()))) {
      throw Problem.of(
          409,
          "which targets of this job ended so is no longer kept, only how many: newer jobs needed"
              + " the room; submit them anew");
    }
    if (passedOn == 0) {
      throw Problem.of(409, "no target of this job that ended so has a record that can be read");
    }
  }

  /** A batch that could not be read ended as a whole: its targets are known to nobody. */
  private Optional<String> unlisted() {
    long unlisted = expected() - passedOn;
    return unlisted <= 0
        ? Optional.empty()
        : Optional.of("%,d targets have no record to redrive them from".formatted(unlisted));
  }

  private Content content(byte[] message, List<String> warnings) {
    JobRequest request =
        new JobRequest(
            message, false, original.channel(), original.priority(), expiresIn(), name(), warnings);
    return new Content(request, 0, 0, List.of(), wish.digest(), original.id());
  }

  private Duration expiresIn() {
    return wish.expiresIn() != null
        ? wish.expiresIn()
        : Duration.between(original.created(), original.deadline());
  }

  private String name() {
    return wish.name() != null ? wish.name() : original.name();
  }

  private long expected() {
    return count(wish.states());
  }

  private long count(Set<TargetState> states) {
    return states.stream().mapToLong(original::count).sum();
  }

  private Problem notEnded() {
    String state = original.state().word();
    return switch (original.state()) {
      case RUNNING, PAUSED ->
          Problem.of(409, "the job is " + state + ": redrive it when it has ended, or cancel it");
      case CANCELLED, STOPPED, COMPLETED ->
          Problem.later(409, "the job is " + state + " and about to end: ask again", SOON);
    };
  }

  /** What may be asked for instead. */
  private String others() {
    String more =
        RedriveRequest.POSSIBLE.stream()
            .filter(state -> original.count(state) > 0)
            .map(state -> "%s: %,d".formatted(state.word(), original.count(state)))
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? "" : "; name others in states (" + more + ")";
  }
}
