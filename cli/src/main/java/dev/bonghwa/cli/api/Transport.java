package dev.bonghwa.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests with the key on them, answers as JSON. Says nothing about what an answer means. */
final class Transport {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration SLOW_ANSWER_TIMEOUT = Duration.ofMinutes(5);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http;
  private final ApiAddress address;
  private final ApiKey key;

  Transport(ApiAddress address, ApiKey key, ApiTrust trust) {
    this.address = address;
    this.key = key;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(trust.tls())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  ApiAddress address() {
    return address;
  }

  Answer get(String pathAndQuery) throws IOException {
    return exchange(request(pathAndQuery).timeout(ANSWER_TIMEOUT).GET());
  }

  /** For what the API first has to read through. */
  Answer getSlowly(String pathAndQuery) throws IOException {
    return exchange(request(pathAndQuery).timeout(SLOW_ANSWER_TIMEOUT).GET());
  }

  Answer post(String pathAndQuery) throws IOException {
    return exchange(request(pathAndQuery).timeout(ANSWER_TIMEOUT).POST(BodyPublishers.noBody()));
  }

  /** With a header more, {@code NAME, value}; answered when the API is through with it. */
  Answer post(String pathAndQuery, JsonNode body, String... header) throws IOException {
    HttpRequest.Builder request =
        request(pathAndQuery)
            .timeout(SLOW_ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    return exchange(header.length == 0 ? request : request.headers(header));
  }

  Answer delete(String pathAndQuery) throws IOException {
    return exchange(request(pathAndQuery).timeout(ANSWER_TIMEOUT).DELETE());
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(address.resolve(pathAndQuery))
        .header("Authorization", "Bearer " + key.secret());
  }

  Answer exchange(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.headers(), json(response.body()));
  }

  /** An answer whose body is read while it comes; the caller closes it. */
  HttpResponse<InputStream> open(HttpRequest.Builder request) throws IOException {
    return send(request.build(), BodyHandlers.ofInputStream());
  }

  JsonNode json(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return http.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
