package dev.bonghwa.nms.proxies;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import java.util.List;

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

  /** The frequency is how often a proxy was used: never, for now. */
  private record ProxyView(String id, String proxy, int frequency) {}

  private Reply list(Request request) throws InterruptedException {
    return Reply.json(200, view(proxies.all()));
  }

  private Reply add(Request request) throws InterruptedException {
    return Reply.json(201, view(proxies.add(ProxyList.read(request), "/proxies/")));
  }

  private Reply remove(Request request) throws InterruptedException {
    if (!proxies.remove(request.param("id"))) {
      throw Problem.of(404, "no proxy has this id");
    }
    return Reply.empty(204);
  }

  private static ProxiesView view(List<Proxy> all) {
    return new ProxiesView(
        all.stream().map(proxy -> new ProxyView(proxy.id(), proxy.url(), 0)).toList());
  }
}
