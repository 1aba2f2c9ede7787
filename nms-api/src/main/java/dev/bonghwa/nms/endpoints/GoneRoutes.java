package dev.bonghwa.nms.endpoints;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.GoneEndpoint;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.endpoint.GonePage;
import dev.bonghwa.nms.http.Pages;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.store.Await;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/endpoints/gone}. */
public final class GoneRoutes {
  private final GoneEndpoints gone;

  public GoneRoutes(GoneEndpoints gone) {
    this.gone = gone;
  }

  /** All operations on gone endpoints. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/endpoints/gone", this::list).taking("since", "limit"),
        Route.of("DELETE", "/v1/endpoints/gone/{key}", this::remove),
        Route.of("DELETE", "/v1/endpoints/gone", this::clear));
  }

  /**
   * A page.
   *
   * @param next where to go on at once, null at the end
   * @param cursor where to go on the next day: the place after the last one that was told
   */
  private record Gone(List<GoneView> endpoints, @Nullable String next, String cursor) {}

  private record GoneView(String key, String endpoint, Instant at, String reason) {}

  private Reply list(Request request) throws InterruptedException {
    Pages pages = Pages.of(request, "since");
    GonePage page = Await.on(gone.list(Since.parse(pages.cursor()), pages.limit()));
    String after = Since.write(page.last());
    List<GoneView> views = page.endpoints().stream().map(GoneRoutes::view).toList();
    return Reply.json(200, new Gone(views, page.more() ? after : null, after));
  }

  private Reply remove(Request request) throws InterruptedException {
    EndpointKey key = new EndpointKey(request.param("key"));
    if (!Await.on(gone.remove(key))) {
      throw Problem.of(404, "this endpoint is neither gone nor on probation");
    }
    return Reply.empty(204);
  }

  private Reply clear(Request request) throws InterruptedException {
    Await.on(gone.clear());
    return Reply.empty(204);
  }

  private static GoneView view(GoneEndpoint endpoint) {
    return new GoneView(
        endpoint.key().value(), endpoint.endpoint().masked(), endpoint.at(), endpoint.reason());
  }
}
