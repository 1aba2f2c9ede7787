package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells workers apart by the name by which each was told to call the receiver. */
final class Senders implements Behaviour {
  private static final String NAME = "localhost";

  private final Behaviour behaviour;
  private final Map<String, Long> latest = new ConcurrentHashMap<>();

  Senders(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  /** For the one worker that calls the receiver by name; all others use its address. */
  static Map<String, String> byName(CaseFleet fleet) {
    return Map.of("DISCORD_URL", fleet.receiver().url().toString().replace("127.0.0.1", NAME));
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    String authority =
        Objects.requireNonNullElse(
            request.header(request.http2() ? ":authority" : "host"), "nobody");
    latest.put(authority.split(":")[0], System.nanoTime());
    return behaviour.reply(request);
  }

  /** How long after this moment the worker that uses the name sent last; null: never since. */
  @Nullable Duration lastByName(long since) {
    long at = latest.getOrDefault(NAME, since);
    return at - since <= 0 ? null : Duration.ofNanos(at - since);
  }
}
