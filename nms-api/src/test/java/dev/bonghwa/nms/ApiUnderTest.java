package dev.bonghwa.nms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.config.Env;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A running nms-api on free ports of 127.0.0.1, and a client that talks to it. */
final class ApiUnderTest implements AutoCloseable {
  static final String KEY = "key-for-the-tests-0001";
  static final String OTHER_KEY = "key-for-the-tests-0002";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NmsServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ApiUnderTest(URI redis) {
    this(redis, Map.of());
  }

  /** With more variables than it needs. */
  ApiUnderTest(URI redis, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("REDIS_URL", RedisUsers.uri(redis.getPort(), RedisUsers.NMS_API).toString());
    variables.put("API_KEY", KEY + "," + OTHER_KEY);
    variables.put("BIND", "127.0.0.1");
    variables.put("PORT", "0");
    variables.put("MANAGEMENT_PORT", "0");
    variables.putAll(more);
    Env env = Env.of(variables);
    NmsConfig config = NmsConfig.from(env);
    env.check();
    server = NmsServer.start(config);
  }

  /** What came back. */
  record Answer(int status, String body, Map<String, List<String>> headers) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** Of the job that it shows. */
    String id() {
      return json().path("id").asText();
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(h -> h.getKey().equalsIgnoreCase(name))
          .map(h -> h.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer post(String path, String json) {
    return post(path, json, Map.of());
  }

  Answer post(String path, String json, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json));
    Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
    all.putAll(headers);
    all.forEach(request::setHeader);
    return send(request);
  }

  /** With the key; change what you like. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .header("Authorization", "Bearer " + KEY);
  }

  Answer management(String path) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.managementPort() + path)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers().map());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What is served, as {@code GET /path}. */
  List<String> routes() {
    return server.routes().stream().map(route -> route.method() + " " + route.path()).toList();
  }

  int port() {
    return server.apiPort();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
