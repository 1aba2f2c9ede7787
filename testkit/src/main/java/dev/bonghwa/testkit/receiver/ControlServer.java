package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Lets another process read what the receiver counted, over plain HTTP on 127.0.0.1.
 *
 * <p>{@code GET /stats}: a {@link Snapshot} as JSON. {@code GET /addresses}: an {@link
 * AddressCount} for each. {@code GET /webhooks/ID}: its requests. {@code POST /clear}: forgets all.
 */
final class ControlServer implements AutoCloseable {
  private final DiscordReceiver receiver;
  private final HttpServer server;

  ControlServer(DiscordReceiver receiver) {
    this.receiver = receiver;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the receiver's control endpoint cannot listen", e);
    }
    server.createContext("/stats", exchange -> json(exchange, receiver.log().snapshot().toJson()));
    server.createContext("/addresses", exchange -> json(exchange, addresses()));
    server.createContext("/webhooks/", exchange -> json(exchange, webhook(exchange)));
    server.createContext("/clear", this::clear);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** {@code http://127.0.0.1:port}. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private String addresses() {
    return receiver.addresses().entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue().toJson())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String webhook(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    long id = Long.parseUnsignedLong(path.substring(path.lastIndexOf('/') + 1));
    return receiver.log().requestsOf(id).stream()
        .map(ControlServer::json)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(LoggedRequest request) {
    return "{\"job\":\"%s\",\"arrivedMillis\":%d,\"status\":%d,\"ending\":\"%s\",\"early\":%b}"
        .formatted(
            request.job(),
            request.arrived().toMillis(),
            request.status(),
            request.ending(),
            request.early());
  }

  private void clear(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      receiver.clear();
    }
    json(exchange, "{}");
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
