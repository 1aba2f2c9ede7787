package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.job.TargetState;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of nms-api. Every call blocks; every failure is a {@link
 * dev.bonghwa.cli.console.CliFault}.
 */
public final class NmsClient {

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int REPLAYED = 200;

  private final Transport transport;

  public NmsClient(ApiAddress address, ApiKey key) {
    this(address, key, ApiTrust.ofSystem());
  }

  public NmsClient(ApiAddress address, ApiKey key, ApiTrust trust) {
    this.transport = new Transport(address, key, trust);
  }

  public ApiAddress address() {
    return transport.address();
  }

  Transport transport() {
    return transport;
  }

  public JobView job(String id) {
    return jobOf(get(jobPath(id)));
  }

  /** One page of jobs, newest first: {@code {jobs, next}}. */
  public JsonNode jobs(@Nullable String state, int limit, @Nullable String cursor) {
    String query = "?limit=" + limit + parameter("state", state) + parameter("cursor", cursor);
    return listOf(getThere("/v1/jobs" + query), "jobs");
  }

  /** One page of what became of single targets: {@code {deliveries, next}}. */
  public JsonNode deliveries(
      String id, Collection<TargetState> states, int limit, @Nullable String cursor) {
    String words = String.join(",", states.stream().map(TargetState::word).toList());
    String query = "?limit=" + limit + "&state=" + words + parameter("cursor", cursor);
    return listOf(get(jobPath(id) + "/deliveries" + query), "deliveries");
  }

  /** Asks for {@code cancel}, {@code pause} or {@code resume}; answers the job as it is then. */
  public JobView control(String id, String verb) {
    return jobOf(good(answered(() -> transport.post(jobPath(id) + "/" + verb))));
  }

  /** Why a job's targets were not delivered: {@code {failures, others}}. */
  public JsonNode failures(String id) {
    return listOf(good(answered(() -> transport.getSlowly(jobPath(id) + "/failures"))), "failures");
  }

  /** Makes a job of what an ended one did not deliver; the key keeps a repeat from another. */
  public Submitted redrive(String id, ObjectNode wish, String idempotencyKey) {
    String path = jobPath(id) + "/redrive";
    Answer answer =
        good(answered(() -> transport.post(path, wish, "Idempotency-Key", idempotencyKey)));
    return new Submitted(jobOf(answer), answer.status() == REPLAYED);
  }

  /** One page of the endpoints that are never called again: {@code {endpoints, next, cursor}}. */
  public JsonNode gone(@Nullable String since, int limit) {
    String query = "?limit=" + limit + parameter("since", since);
    return listOf(getThere("/v1/endpoints/gone" + query), "endpoints");
  }

  /** Lets a gone endpoint be called again. */
  public void forgive(String key) {
    String path = "/v1/endpoints/gone/" + ApiAddress.encode(key);
    good(answered(() -> transport.delete(path)));
  }

  /** Lets every gone endpoint be called again. */
  public void forgiveAll() {
    good(answered(() -> transport.delete("/v1/endpoints/gone")));
  }

  /** The egress proxies: {@code {proxies}}. */
  public JsonNode proxies() {
    return listOf(getThere("/v1/proxies"), "proxies");
  }

  /** Adds proxies; answers those that were added, as {@link #proxies} does. */
  public JsonNode addProxies(ObjectNode proxies) {
    return listOf(good(answered(() -> transport.post("/v1/proxies", proxies))), "proxies");
  }

  /** Takes a proxy out of the list. */
  public void removeProxy(String id) {
    good(answered(() -> transport.delete("/v1/proxies/" + ApiAddress.encode(id))));
  }

  /** The fleet as the API lists it: {@code {nodes}}. */
  public JsonNode nodes() {
    return listOf(getThere("/v1/nodes"), "nodes");
  }

  /** Whether it says that it can take jobs. */
  public boolean isReady() {
    return answered(() -> transport.get("/readyz")).isGood();
  }

  /** One node. */
  public JsonNode node(String id) {
    return nodeOf(get(nodePath(id)));
  }

  /** Asks a node to take no more work, or lets it again; answers the node as it is then. */
  public JsonNode drain(String id, boolean on) {
    String path = nodePath(id) + (on ? "/drain" : "/undrain");
    return nodeOf(good(answered(() -> transport.post(path))));
  }

  /** Forgets a node that is gone for good. */
  public void removeNode(String id) {
    Answer answer = answered(() -> transport.delete(nodePath(id)));
    if (answer.status() == CONFLICT) {
      throw Faults.refused(address(), answer)
          .advising("first: bonghwa nodes drain " + id + " --wait; then stop it");
    }
    good(answer);
  }

  /** A job's events, opened; an {@link IOException} here is worth another try. */
  HttpResponse<InputStream> events(String id) throws IOException {
    return transport.open(
        transport.request(jobPath(id) + "/events").header("Accept", "text/event-stream"));
  }

  JobView jobOf(Answer answer) {
    if (JobView.isJob(answer.body())) {
      return new JobView((ObjectNode) answer.body());
    }
    throw Faults.strange(address(), answer);
  }

  private JsonNode nodeOf(Answer answer) {
    if (answer.body().path("id").isTextual()) {
      return answer.body();
    }
    throw Faults.strange(address(), answer);
  }

  private JsonNode listOf(Answer answer, String field) {
    if (answer.body().path(field).isArray()) {
      return answer.body();
    }
    throw Faults.strange(address(), answer);
  }

  /** What every nms-api has. */
  private Answer getThere(String pathAndQuery) {
    Answer answer = answered(() -> transport.get(pathAndQuery));
    if (answer.status() == NOT_FOUND) {
      throw Faults.elsewhere(address());
    }
    return good(answer);
  }

  private Answer get(String pathAndQuery) {
    return good(answered(() -> transport.get(pathAndQuery)));
  }

  private Answer good(Answer answer) {
    if (answer.isGood()) {
      return answer;
    }
    throw Faults.refused(address(), answer);
  }

  private Answer answered(Call call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw Faults.unanswered(address(), e);
    }
  }

  private interface Call {
    Answer run() throws IOException;
  }

  private static String jobPath(String id) {
    return "/v1/jobs/" + ApiAddress.encode(id);
  }

  private static String nodePath(String id) {
    return "/v1/nodes/" + ApiAddress.encode(id);
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + ApiAddress.encode(value);
  }
}
