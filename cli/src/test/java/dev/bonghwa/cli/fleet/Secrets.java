package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Looks for tokens of webhooks, whole or in part, where they must never be. */
final class Secrets {
  private static final int PART = 16;

  private final Set<String> parts = new HashSet<>();

  private Secrets(int targets) {
    IntStream.range(0, targets).mapToObj(Targets::token).forEach(this::add);
    add(Programs.API_KEY);
  }

  /** The tokens of the first so many targets, and the key of the API. */
  static Secrets of(int targets) {
    return new Secrets(targets);
  }

  /** Both ends: whoever cuts a token short still shows one. */
  private void add(String secret) {
    parts.add(secret.substring(0, PART));
    parts.add(secret.substring(secret.length() - PART));
  }

  void assertNoneIn(TestFleet fleet, String... more) {
    said(fleet).forEach((who, text) -> assertNone(who, text));
    List.of(more).forEach(text -> assertNone("Redis", text));
  }

  /** What the programs print, and what their management ports answer. */
  private static Map<String, String> said(TestFleet fleet) {
    Map<String, String> said = new LinkedHashMap<>();
    fleet.processes().forEach(p -> said.put("output of " + p, String.join("\n", p.lines())));
    said.put("metrics of nms-api", metrics(fleet.nmsManagement()));
    fleet.nodes().forEach(node -> said.put("metrics of " + node, metrics(node.management())));
    return said;
  }

  private static String metrics(int port) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void assertNone(String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    for (int at = 0; at + PART <= text.length(); at++) {
      if (parts.contains(text.substring(at, at + PART))) {
        throw new AssertionError(
            where + " shows a secret behind: " + text.substring(Math.max(0, at - 200), at));
      }
    }
  }
}
