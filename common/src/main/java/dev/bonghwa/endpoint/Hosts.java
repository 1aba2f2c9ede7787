package dev.bonghwa.endpoint;

import dev.bonghwa.config.Env;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What may be called: the same for both programs.
 *
 * @param discordUrl where the webhooks of {@code ID/TOKEN} are
 * @param allowed hosts of full URLs; none means Discord's
 */
public record Hosts(URI discordUrl, Set<String> allowed) {

  private static final URI DISCORD = URI.create("https://discord.com/api/v10/webhooks");

  /** Copies the set. */
  public Hosts {
    allowed = Set.copyOf(allowed);
  }

  /**
   * Reads {@code DISCORD_URL} and {@code ALLOWED_HOSTS}; what is wrong becomes a fault of {@code
   * env}.
   */
  public static Hosts from(Env env) {
    Set<String> allowed = Set.copyOf(env.list("ALLOWED_HOSTS", List.of()));
    List<String> faults = EndpointParser.faults(allowed);
    faults.forEach(env::fault);
    return new Hosts(
        env.uri("DISCORD_URL", DISCORD, "https"), faults.isEmpty() ? allowed : Set.of());
  }

  /** Reads addresses by these rules. */
  public EndpointParser parser() {
    return new EndpointParser(discordUrl, allowed);
  }
}
