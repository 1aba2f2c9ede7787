package dev.bonghwa.endpoint;

import dev.bonghwa.hash.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One endpoint by its normalised address: {@code ID/TOKEN} or {@code ID/TOKEN?thread_id=N} for a
 * Discord webhook, else a full https URL. The address is secret; printing shows {@link #masked}.
 */
public record Endpoint(String address) {
  private static final String HTTPS = "https://";
  private static final int KEY_BYTES = 8;

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
