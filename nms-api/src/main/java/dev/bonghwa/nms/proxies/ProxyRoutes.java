package dev.bonghwa.nms.proxies;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyState;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/proxies}. */
public final class ProxyRoutes {
  private final Proxies proxies;

  public ProxyRoutes(Proxies proxies) {
    this.proxies = proxies;
  }

  /** All operations on proxies. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/proxies", this::list),
        Route.of("POST", "/v1/proxies", this::add),
        Route.of("DELETE", "/v1/proxies/{id}", this::remove));
  }

  private record ProxiesView(List<ProxyView> proxies) {}

  private record ProxyView(
      String id,
      String proxy,
      long frequency,
      String state,
      @Nullable String reason,
      @Nullable Double rate) {

    static ProxyView of(ProxyState known) {
      return new ProxyView(
          known.proxy().id(),
          known.proxy().url(),
          known.uses(),
          known.state().name().toLowerCase(Locale.ROOT),
          known.reason().isEmpty() ? null : known.reason(),
          known.rate());
    }
  }

  private Reply list(Request request) throws InterruptedException {
    return Reply.json(200, view(proxies.all()));
  }

  private Reply add(Request request) throws InterruptedException {
    Set<Proxy> named = Set.copyOf(proxies.add(ProxyList.read(request), "/proxies/"));
    return Reply.json(
        201, view(proxies.all().stream().filter(known -> named.contains(known.proxy())).toList()));
  }

  private Reply remove(Request request) throws InterruptedException {
    if (!proxies.remove(request.param("id"))) {
      throw Problem.of(404, "no proxy has this id");
    }
    return Reply.empty(204);
  }

  private static ProxiesView view(List<ProxyState> all) {
    return new ProxiesView(all.stream().map(ProxyView::of).toList());
  }
}
