package dev.bonghwa.cli.api;

import dev.bonghwa.cli.console.CliFault;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where nms-api is, checked: http or https, a host, no user, no query; without a slash at the end.
 * A path is where a proxy has it; the {@code /v1} that every call begins with may be there or not.
 */
public record ApiAddress(URI base) {

  /** Where a locally started nms-api listens by default. */
  public static final String USUAL = "http://127.0.0.1:8080";

  static final String ADVICE = "give it as http://HOST:PORT with --url or BONGHWA_URL";

  /** Reads what a user wrote; throws a usage fault that says what is wrong with it. */
  public static ApiAddress parse(String text) {
    try {
      return new ApiAddress(checked(new URI(text.strip().replaceFirst("(/v1)?/*$", ""))));
    } catch (URISyntaxException e) {
      throw CliFault.usage("not a URL: " + e.getReason(), ADVICE);
    }
  }

  private static URI checked(URI uri) {
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw CliFault.usage("the URL of an nms-api has no user, query or fragment", ADVICE);
    }
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw CliFault.usage("not the URL of an nms-api: " + uri, ADVICE);
    }
    return uri;
  }

  /** A path below the base; each {@code segment} is encoded. */
  URI resolve(String pathAndQuery) {
    return URI.create(base + pathAndQuery);
  }

  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whether the key would cross a network in clear text. */
  public boolean isExposed() {
    String host = base.getHost();
    boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return base.getScheme().equalsIgnoreCase("http") && !loopback;
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
