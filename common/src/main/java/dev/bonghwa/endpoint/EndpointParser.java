package dev.bonghwa.endpoint;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns every spelling of an endpoint into its one address, or says why it is refused.
 *
 * <p>Safe for many threads and sparing with garbage, for lists are long: {@code ID/TOKEN} is kept
 * as it came, a Discord URL costs its host and one substring. Only hosts of the allow list are
 * accepted, so that a caller cannot aim the fleet at a private network; the list is compared as
 * text, before any name is resolved.
 */
public final class EndpointParser {
  /** The hosts that serve Discord's webhooks: a URL on any of them stands for the same webhook. */
  public static final Set<String> DISCORD_HOSTS =
      Set.of(
          "discord.com",
          "discordapp.com",
          "ptb.discord.com",
          "canary.discord.com",
          "ptb.discordapp.com",
          "canary.discordapp.com");

  private static final int LONGEST = 2048;
  private static final String HTTPS = "https://";

  private final Set<Authority> discord = authorities(DISCORD_HOSTS);
  private final Set<Authority> allowed;

  /** Where {@code ID/TOKEN} addresses are sent: full URLs that lie below it are webhooks too. */
  private final Authority home;

  private final String homePath;

  /**
   * Takes where webhooks are sent and which hosts may be called.
   *
   * @param discordUrl the base of webhook addresses, {@code https://discord.com/api/v10/webhooks}
   * @param allowedHosts {@code host} (port 443) or {@code host:port}; none means Discord's hosts
   */
  public EndpointParser(URI discordUrl, Set<String> allowedHosts) {
    allowed = authorities(allowedHosts.isEmpty() ? DISCORD_HOSTS : allowedHosts);
    home = Authority.of(discordUrl);
    homePath = discordUrl.getRawPath().replaceFirst("/*$", "/");
  }

  /** One clear line for each entry of {@code ALLOWED_HOSTS} that is not a host. */
  public static List<String> faults(Set<String> allowedHosts) {
    return allowedHosts.stream()
        .filter(entry -> Authority.parse(entry, 0, entry.length()) == null)
        .map(entry -> "ALLOWED_HOSTS must list host or host:port: \"" + entry + "\"")
        .toList();
  }

  /** Never throws, whatever the text. */
  public Parsed parse(String raw) {
    return WebhookPath.isBare(raw) ? WebhookPath.valid(raw) : any(raw);
  }

  private Parsed any(String raw) {
    if (raw.isEmpty()) {
      return Refused.EMPTY;
    }
    if (raw.length() > LONGEST) {
      return Refused.TOO_LONG;
    }
    if (!Text.isPlain(raw)) {
      return Refused.CHARACTERS;
    }
    return raw.regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? url(raw) : notUrl(raw);
  }

  private static Parsed notUrl(String raw) {
    if (Text.isDigit(raw.charAt(0))) {
      return raw.indexOf('#') < 0 ? WebhookPath.parse(raw, 0) : Refused.FRAGMENT;
    }
    return raw.contains("://") ? Refused.NOT_HTTPS : Refused.NOT_AN_ADDRESS;
  }

  private Parsed url(String raw) {
    int end = authorityEnd(raw);
    if (raw.lastIndexOf('@', end - 1) >= 0) {
      return Refused.USER;
    }
    if (raw.indexOf('#', end) >= 0) {
      return Refused.FRAGMENT;
    }
    Authority to = Authority.parse(raw, HTTPS.length(), end);
    return to == null ? badHost(raw, end) : at(to, raw, end);
  }

  private Parsed at(Authority to, String raw, int path) {
    if (to.equals(home) && raw.startsWith(homePath, path)) {
      return WebhookPath.parse(raw, path + homePath.length());
    }
    if (!allowed.contains(to)) {
      return notAllowed(to);
    }
    return discord.contains(to) ? webhook(raw, path) : GenericUrl.parse(raw, to, path);
  }

  private Parsed notAllowed(Authority to) {
    if (allowed.stream().anyMatch(a -> a.host().equals(to.host()))) {
      return Refused.PORT;
    }
    return to.isLiteral() ? Refused.IP_LITERAL : Refused.NOT_ALLOWED;
  }

  private static Parsed webhook(String raw, int path) {
    int id = WebhookPath.afterPrefix(raw, path);
    return id < 0 ? Refused.NOT_A_WEBHOOK : WebhookPath.parse(raw, id);
  }

  private static Parsed badHost(String raw, int end) {
    boolean dot = raw.charAt(end - 1) == '.' || raw.lastIndexOf(".:", end) >= 0;
    return dot ? Refused.TRAILING_DOT : Refused.HOST;
  }

  private static int authorityEnd(String raw) {
    for (int i = HTTPS.length(); i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return raw.length();
  }

  private static Set<Authority> authorities(Set<String> entries) {
    Set<Authority> authorities = new HashSet<>();
    for (String entry : entries) {
      @Nullable Authority authority = Authority.parse(entry, 0, entry.length());
      if (authority == null) {
        throw new IllegalArgumentException("not host or host:port: " + entry);
      }
      authorities.add(authority);
    }
    return Set.copyOf(authorities);
  }
}
