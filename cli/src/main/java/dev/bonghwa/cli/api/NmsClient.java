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

  /** The fleet as the API lists it: {@code {nodes}}. */
  public JsonNode nodes() {
    return listOf(getThere("/v1/nodes"), "nodes");
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

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + ApiAddress.encode(value);
  }
}
