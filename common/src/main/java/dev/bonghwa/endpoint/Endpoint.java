package dev.bonghwa.endpoint;

import dev.bonghwa.hash.Digests;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * One endpoint by its normalised address: {@code ID/TOKEN} or {@code ID/TOKEN?thread_id=N} for a
 * Discord webhook, else a full https URL. The address is secret; printing shows {@link #masked}.
 */
public record Endpoint(String address) {
  private static final String HTTPS = "https://";
  private static final int KEY_BYTES = 8;
  private static final int SHORTEST_SECRET = 8;

  /** What a masked Discord address begins with. */
  private static final String SHOWN = "discord.com/api/webhooks/";

  /** Whether the address is a webhook of Discord and not a full URL. */
  public boolean isDiscord() {
    return !address.startsWith(HTTPS);
  }

  /** The endpoint's name; equal for all threads of one webhook, which share its limits. */
  public EndpointKey key() {
    return new EndpointKey(isDiscord() ? id() : urlKey());
  }

  /** The address without what makes it a credential. */
  public String masked() {
    return isDiscord() ? SHOWN + id() + "/***" : authority() + "/***";
  }

  /** What in the address is a credential: all behind the host or id, and its longer parts. */
  List<String> secrets() {
    int slash = address.indexOf('/', isDiscord() ? 0 : HTTPS.length());
    String all = slash < 0 ? "" : address.substring(slash);
    Stream<String> parts =
        Arrays.stream(all.split("[/?&=]", -1)).filter(part -> part.length() >= SHORTEST_SECRET);
    return Stream.concat(Stream.of(all).filter(path -> path.length() > 1), parts)
        .flatMap(raw -> Stream.of(raw, decoded(raw)))
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  @Override
  public String toString() {
    return masked();
  }

  private String id() {
    int slash = address.indexOf('/');
    return slash < 0 ? "***" : address.substring(0, slash);
  }

  private String authority() {
    int slash = address.indexOf('/', HTTPS.length());
    return address.substring(HTTPS.length(), slash < 0 ? address.length() : slash);
  }

  private String urlKey() {
    byte[] hash = Digests.sha256().digest(address.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
  }
}
