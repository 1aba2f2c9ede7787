package dev.bonghwa.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An nms-api by script: each call gets the answers that were set for it, the last one for good. */
public final class FakeNms implements AutoCloseable {

  public static final String KEY = "the-key-of-the-fake";

  /** A request as it came. */
  public record Seen(String call, String body, Map<String, List<String>> headers) {}

  /** An answer as it goes; {@code status} 0 breaks the connection. */
  private record Scripted(int status, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final Map<String, Queue<Scripted>> script = new HashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  public FakeNms() {
    server = listening();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets the next answer of a call such as {@code GET /v1/jobs?limit=20}. */
  public FakeNms on(String call, int status, String body) {
    return on(call, status, Map.of(), body);
  }

  public synchronized FakeNms on(
      String call, int status, Map<String, String> headers, String body) {
    script
        .computeIfAbsent(call, none -> new ArrayDeque<>())
        .add(new Scripted(status, headers, body));
    return this;
  }

  /** The requests of that call so far. */
  public List<Seen> seen(String call) {
    return seen.stream().filter(request -> request.call().equals(call)).toList();
  }

  /** A job's JSON: so many delivered of a total. */
  public static String job(String id, String state, long delivered, long total) {
    String finished = state.equals("completed") ? "\"2026-01-01T00:00:09Z\"" : "null";
    return """
    {"id": "%s", "name": "notice", "state": "%s", "priority": "normal", "total": %d,
     "created_at": "2026-01-01T00:00:00Z", "finished_at": %s,
     "counts": {"pending": %d, "delivered": %d}, "shards": []}\
    """
        .formatted(id, state, total, finished, total - delivered, delivered);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(new Seen(call, body, exchange.getRequestHeaders()));
    boolean known =
        ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, known ? next(call) : new Scripted(401, Map.of(), "{\"title\": \"no\"}"));
  }

  private synchronized Scripted next(String call) {
    Queue<Scripted> answers = script.getOrDefault(call, new ArrayDeque<>());
    if (answers.isEmpty()) {
      return new Scripted(404, Map.of(), "{\"detail\": \"not found\"}");
    }
    return answers.size() == 1 ? answers.element() : answers.remove();
  }

  private static void answer(HttpExchange exchange, Scripted scripted) throws IOException {
    if (scripted.status() == 0) {
      exchange.close();
      return;
    }
    scripted.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(scripted.status(), 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(scripted.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
