package dev.bonghwa.cli.faults;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Looks for tokens, keys and passwords, whole or in part, where they must never be. */
final class Secrets {
  private static final int PART = 16;
  private static final Pattern PASSWORD = Pattern.compile("//[^:/@]*:([^@]+)@");

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

  private void addPassword(String redisUrl) {
    Matcher password = PASSWORD.matcher(redisUrl);
    if (password.find()) {
      add(password.group(1));
    }
  }

  /** Where one stands: what the fleet's programs said, and what its Redis servers know of them. */
  List<String> findings(CaseFleet fleet) {
    addPassword(fleet.redisUrl());
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
    fleet.processes().forEach(p -> said.put("metrics of " + p, Metrics.of(p)));
    return said;
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
