package dev.bonghwa.nms.legacy;

import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.intake.Vocabulary;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.proxies.Proxies;
import dev.bonghwa.nms.proxies.ProxyList;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.nms.submit.Submissions;
import dev.bonghwa.nms.submit.Submitted;
import java.util.List;

/** The operations under {@code /api}. */
public final class LegacyRoutes {
  static final String DONE = "성공";

  private final Submissions submissions;
  private final Fleet fleet;
  private final Proxies proxies;
  private final GoneEndpoints gone;

  public LegacyRoutes(Submissions submissions, Fleet fleet, Proxies proxies, GoneEndpoints gone) {
    this.submissions = submissions;
    this.fleet = fleet;
    this.proxies = proxies;
    this.gone = gone;
  }

  /** All of them. */
  public List<Route> routes() {
    return List.of(
        Route.of("POST", "/api/tasks", this::submit),
        Route.of("GET", "/api/nodes", this::nodes),
        Route.of("GET", "/api/proxies", this::proxies),
        Route.of("POST", "/api/proxies", this::addProxies),
        Route.of("POST", "/api/proxies/{proxy}", this::addProxy),
        Route.of("DELETE", "/api/proxies/{proxy}", this::removeProxy),
        Route.of("GET", "/api/unsubscribers", this::unsubscribers),
        Route.of("DELETE", "/api/unsubscribers", this::forgive));
  }

  private record Done(String message) {}

  private record Accepted(String message, int nodeServersCount, String jobId) {}

  private record Nodes(String message, List<String> nodes) {}

  private record ProxyUse(String proxy, long frequency) {}

  private record AllProxies(String message, List<ProxyUse> proxies) {}

  private record Forgiven(String message, long deletedCount) {}

  private Reply submit(Request request) throws InterruptedException {
    int nodes = fleet.aliveIds().size();
    if (nodes == 0) {
      throw Problem.of(409, "no node server is alive");
    }
    Submitted submitted = submissions.submit(request, Vocabulary.LEGACY);
    return Reply.json(201, new Accepted(DONE, nodes, submitted.job().id().value()));
  }

  private Reply nodes(Request request) throws InterruptedException {
    return Reply.json(200, new Nodes(DONE, fleet.aliveIds()));
  }

  private Reply proxies(Request request) throws InterruptedException {
    List<ProxyUse> all =
        proxies.all().stream()
            .map(known -> new ProxyUse(known.proxy().url(), known.uses()))
            .toList();
    return Reply.json(200, new AllProxies(DONE, all));
  }

  private Reply addProxies(Request request) throws InterruptedException {
    proxies.add(ProxyList.read(request));
    return Reply.json(201, new Done(DONE));
  }

  private Reply addProxy(Request request) throws InterruptedException {
    proxies.add(List.of(request.param("proxy")));
    return Reply.json(201, new Done(DONE));
  }

  private Reply removeProxy(Request request) throws InterruptedException {
    proxies.remove(request.param("proxy"));
    return Reply.empty(204);
  }

  private Reply unsubscribers(Request request) throws InterruptedException {
    return new Reply.Chunked("application/json", UnsubscriberList.of(gone));
  }

  private Reply forgive(Request request) throws InterruptedException {
    return Reply.json(200, new Forgiven(DONE, Await.on(gone.clear())));
  }
}
