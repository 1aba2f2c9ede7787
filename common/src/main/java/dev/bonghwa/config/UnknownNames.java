package dev.bonghwa.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds misspelt variables: names that nobody reads but that hold one of our words or are a slip
 * away from one of our names. Only names are looked at and shown, never values.
 */
final class UnknownNames {
  /** Every variable of the programs and the command line: one environment may serve all. */
  static final List<String> KNOWN =
      List.of(
          "ALLOWED_HOSTS",
          "AMBIGUOUS",
          "API_KEY",
          "BACKLOG_BYTES",
          "BACKLOG_TARGETS",
          "BATCH_SIZE",
          "BIND",
          "BONGHWA_CA_FILE",
          "BONGHWA_URL",
          "CONNECT_TIMEOUT",
          "DISCORD_URL",
          "DRAIN_TIMEOUT",
          "DURABLE_ACCEPT",
          "EGRESS_ADDRESS",
          "EGRESS_GROUP",
          "EGRESS_RATE",
          "ENV_FILE",
          "IDEMPOTENCY_TTL",
          "JOB_EXPIRY",
          "JOB_RETENTION",
          "LOG_FORMAT",
          "LOG_LEVEL",
          "MANAGEMENT_PORT",
          "MAX_ATTEMPTS",
          "MAX_BODY_BYTES",
          "MAX_CONCURRENT",
          "MAX_TARGETS",
          "NODE_ID",
          "PARK_AFTER",
          "PORT",
          "PROXY_PASSWORD",
          "PROXY_USER",
          "REDIS_CA_FILE",
          "REDIS_CLUSTER",
          "REDIS_PASSWORD",
          "REDIS_PORT",
          "REDIS_PREFIX",
          "REDIS_URL",
          "REDIS_USERNAME",
          "REQUEST_TIMEOUT",
          "STEALING",
          "TLS_CERT_FILE",
          "TLS_KEY_FILE",
          "TRUST_CERTS_FILE",
          "WAIT_SAMPLE");

  private static final Set<String> OUR_WORDS =
      Set.of(
          "BONGHWA",
          "REDIS",
          "CONCURRENT",
          "DISCORD",
          "EGRESS",
          "BACKLOG",
          "IDEMPOTENCY",
          "AMBIGUOUS");

  /** Orchestrators describe neighbouring services in such names; nobody meant them for us. */
  private static final List<String> FOREIGN = List.of("_SERVICE_", "_TCP", "_UDP");

  /** Shorter names are too easily close to a stranger's. */
  private static final int SHORTEST_COMPARED = 6;

  private UnknownNames() {}

  static List<String> warnings(Set<String> set, Collection<String> read) {
    List<String> warnings = new ArrayList<>();
    for (String name : new TreeSet<>(set)) {
      if (!known(name, read) && FOREIGN.stream().noneMatch(name::contains)) {
        warning(name).ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  static boolean known(String name, Collection<String> read) {
    String base =
        name.endsWith("_FILE") ? name.substring(0, name.length() - "_FILE".length()) : name;
    return KNOWN.contains(name)
        || KNOWN.contains(base)
        || read.contains(name)
        || read.contains(base);
  }

  private static Optional<String> warning(String name) {
    Optional<String> meant = nearest(name);
    if (meant.isPresent()) {
      return Optional.of(
          name + " is not a variable of Bonghwa and is ignored: " + meant.get() + "?");
    }
    return holdsOurWord(name)
        ? Optional.of(name + " is not a variable of Bonghwa and is ignored")
        : Optional.empty();
  }

  static Optional<String> nearest(String name) {
    return KNOWN.stream().filter(k -> k.length() >= SHORTEST_COMPARED && near(name, k)).findFirst();
  }

  private static boolean holdsOurWord(String name) {
    return List.of(name.split("_")).stream().anyMatch(OUR_WORDS::contains);
  }

  /** At most two letters differ, are missing or are too many. */
  private static boolean near(String name, String known) {
    if (Math.abs(name.length() - known.length()) > 2) {
      return false;
    }
    int[] row = new int[known.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= name.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (name.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[known.length()] <= 2;
  }
}
