package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** Lets another process read what a sink counted, and slow it, over plain HTTP on 127.0.0.1. */
final class SinkControl implements AutoCloseable {
  private static final String JOB = "/count/job/";
  private static final String DOOR = "/count/door/";
  private static final String LATENCY = "/latency/";

  private final HttpServer server;

  SinkControl(Sink sink, SinkCounts counts) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        DOOR, exchange -> answer(exchange, counts.door(Integer.parseInt(name(exchange))).toJson()));
    server.createContext(JOB, exchange -> answer(exchange, counts.job(name(exchange)).toJson()));
    server.createContext(
        "/clear",
        exchange -> {
          counts.clear();
          answer(exchange, "{}");
        });
    server.createContext(
        LATENCY,
        exchange -> {
          String[] words = exchange.getRequestURI().getPath().split("/");
          sink.latency(Integer.parseInt(words[2]), Duration.ofMillis(Long.parseLong(words[3])));
          answer(exchange, "{}");
        });
    server.start();
  }

  private static String name(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, json.length());
      exchange.getResponseBody().write(json.getBytes(US_ASCII));
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
