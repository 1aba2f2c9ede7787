package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Looks for tokens of webhooks, whole or in part, where they must never be. */
final class Secrets {
  private static final int PART = 16;
  private static final String MANAGEMENT = "(?:management|metrics on) port (\\d+)";
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final Set<String> parts = new HashSet<>();

  private Secrets(int targets) {
    IntStream.range(0, targets).mapToObj(Targets::token).forEach(this::add);
    add(CaseFleet.API_KEY);
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

  /** Where one stands: what the fleet's programs said, and what its Redis servers know of them. */
  List<String> findings(CaseFleet fleet) {
    Map<String, String> said = said(fleet);
    fleet.connections().forEach(server -> said.put("CLIENT LIST", server.latest()));
    return said.entrySet().stream()
        .flatMap(entry -> shown(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  /** What the programs printed, and what the management ports of those that run answer. */
  private static Map<String, String> said(CaseFleet fleet) {
    Map<String, String> said = new LinkedHashMap<>();
    fleet.everStarted().forEach(p -> said.put("output of " + p, String.join("\n", p.lines())));
    fleet.processes().forEach(p -> said.put("metrics of " + p, metrics(p)));
    return said;
  }

  private static String metrics(JavaProcess process) {
    String port = process.awaitLine(MANAGEMENT, ANSWERS_WITHIN).group(1);
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri).timeout(ANSWERS_WITHIN).build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics of " + process, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Optional<String> shown(String where, String text) {
    for (int at = 0; at + PART <= text.length(); at++) {
      if (parts.contains(text.substring(at, at + PART))) {
        return Optional.of(
            where + " shows a secret behind: " + text.substring(Math.max(0, at - 200), at));
      }
    }
    return Optional.empty();
  }
}
