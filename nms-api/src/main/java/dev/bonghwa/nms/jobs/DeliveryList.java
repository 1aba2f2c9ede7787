package dev.bonghwa.nms.jobs;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Pages;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.queue.Page;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The targets of a job that ended in something else than delivered, one by one. */
final class DeliveryList {
  private final JobReader reader;
  private final JobFinder finder;

  DeliveryList(JobReader reader) {
    this.reader = reader;
    this.finder = new JobFinder(reader);
  }

  private record DeliveriesView(List<DeliveryView> deliveries, @Nullable String next) {}

  /** The index is null for a whole batch that could not be read; so are key and endpoint. */
  private record DeliveryView(
      @Nullable Integer index,
      @Nullable String key,
      @Nullable String endpoint,
      String state,
      @Nullable Integer code,
      int attempts,
      Instant at,
      String reason) {}

  Reply list(Request request) throws InterruptedException {
    Pages pages = Pages.of(request, "cursor");
    Set<TargetState> states =
        request.query("state").map(DeliveryList::states).orElse(TargetState.FAILURES);
    JobId id = finder.job(request).id();
    Page<Delivery> page = Await.on(page(id, states, pages));
    if (page.items().isEmpty() && Await.on(reader.hasShed(id))) {
      throw noLongerKept();
    }
    return Reply.json(
        200,
        new DeliveriesView(page.items().stream().map(DeliveryList::view).toList(), page.next()));
  }

  static Problem noLongerKept() {
    return Problem.of(
        410, "the deliveries of this job are no longer kept: newer jobs needed the room");
  }

  private CompletionStage<Page<Delivery>> page(JobId id, Set<TargetState> states, Pages pages) {
    try {
      return reader.deliveries(id, states, pages.limit(), pages.cursor());
    } catch (IllegalArgumentException e) {
      throw Pages.noCursor();
    }
  }

  private static Set<TargetState> states(String list) {
    EnumSet<TargetState> states = EnumSet.noneOf(TargetState.class);
    for (String word : list.split(",", -1)) {
      states.add(
          TargetState.FAILURES.stream()
              .filter(state -> state.word().equals(word))
              .findFirst()
              .orElseThrow(() -> Problem.at(400, "state", "must list some of " + allowed())));
    }
    return states;
  }

  private static String allowed() {
    return TargetState.FAILURES.stream().map(TargetState::word).collect(Collectors.joining(", "));
  }

  private static DeliveryView view(Delivery delivery) {
    Endpoint endpoint = delivery.address().isEmpty() ? null : new Endpoint(delivery.address());
    return new DeliveryView(
        delivery.index() < 0 ? null : delivery.index(),
        endpoint == null ? null : endpoint.key().value(),
        endpoint == null ? null : endpoint.masked(),
        delivery.state().word(),
        delivery.code() == 0 ? null : delivery.code(),
        delivery.attempts(),
        delivery.at(),
        delivery.reason());
  }
}
