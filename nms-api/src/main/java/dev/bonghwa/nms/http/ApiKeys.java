package dev.bonghwa.nms.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.hash.Digests;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that open the API. Several are valid at once, so that a key can be changed without a
 * gap.
 */
public final class ApiKeys {
  private static final String SCHEME = "bearer ";
  private final List<byte[]> digests;

  /** Takes the keys; only their digests stay in memory. */
  public ApiKeys(List<String> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("at least one API key is needed");
    }
    digests = keys.stream().map(ApiKeys::digest).toList();
  }

  /** True if this is {@code Authorization: Bearer} and one of the keys. */
  boolean open(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] given = digest(authorization.substring(SCHEME.length()).strip());
    boolean found = false;
    for (byte[] known : digests) {
      found |= MessageDigest.isEqual(known, given); // every key is compared: the time tells nothing
    }
    return found;
  }

  private static byte[] digest(String key) {
    return Digests.sha256().digest(key.getBytes(UTF_8));
  }
}
